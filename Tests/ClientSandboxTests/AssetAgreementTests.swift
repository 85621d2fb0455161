import SandboxModel
import Testing

@testable import PayIn

@Suite struct AssetAgreementTests {
  /// The sandbox has a table of its own, so that it cannot share the client's mistakes.
  @Test func sandboxHasTheTestNetworksOfTheTable() {
    func table(_ table: AssetTable) -> [String] {
      table.chains.map { chain in
        let tokens = chain.assets.map { "\($0.currency) \($0.decimals ?? 0) \($0.contract ?? "")" }
        return "\(chain.id) \(chain.addressProtocol?.rawValue ?? "-") \(chain.confirmations ?? 0) \(tokens)"
      }
    }
    func sandbox(_ tokens: (SandboxModel.Chain) -> [SandboxModel.Chain.Token]) -> [String] {
      SandboxModel.Chain.all.map { chain in
        let tokens = tokens(chain).map { "\($0.symbol) \(SandboxModel.Chain.decimals) \($0.contract)" }
        return "\(chain.id) \(chain.addressProtocol.rawValue) \(chain.requiredConfirmations) \(tokens)"
      }
    }
    #expect(sandbox(\.tokens) == table(.sandbox(.auto)))
    #expect(sandbox(\.publishedTokens) == table(.sandbox(.published)))
    #expect(sandbox(\.publishedTokens) == table(AssetTable.builtIn.restricted(to: .test)))
  }
}
