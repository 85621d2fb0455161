import SandboxModel
import Testing

@testable import PayIn

@Suite struct AssetAgreementTests {
  /// The sandbox has a table of its own, so that it cannot share the client's mistakes.
  @Test func sandboxHasTheTestNetworksOfTheTable() {
    let sandbox = SandboxModel.Chain.all.map { chain in
      "\(chain.id) \(chain.addressProtocol.rawValue) \(chain.requiredConfirmations) \(chain.symbols)"
    }
    let table = AssetTable.builtIn.restricted(to: .test).chains.map { chain in
      "\(chain.id) \(chain.addressProtocol?.rawValue ?? "-") \(chain.confirmations ?? 0) \(chain.assets.map(\.currency))"
    }
    #expect(sandbox == table)
  }
}
