import MCP
import PayIn
import Testing

@testable import PayInTools

/// The instructions of a session, which a model reads before anything else.
@Suite struct InstructionsTests {
  private static let lists = [
    "", "all", "orders,-list_orders", "docs", "payment_links", "deposits,-bind_deposit_address", "-get_status",
    "-create_order", "-simulate_payment",
  ]

  @Test(arguments: lists, [nil, Bench.canary])
  func onlyToolsThatCanBeCalledAreNamed(_ list: String, _ key: String?) throws {
    for (url, readOnly) in [("https://testnet.payin.com", ""), ("https://pay.example.org", "1")] {
      var environment = ["PAYIN_TOOLS": list, "PAYIN_READ_ONLY": readOnly]
      if let key { environment.merge(["PAYIN_API_KEY": key, "PAYIN_BASE_URL": url]) { $1 } }
      let configuration = try Configuration.load(environment: environment.filter { !$0.value.isEmpty })
      let listed = try ToolSelection(configuration).names
      let instructions = ServerDescription.payIn(configuration, version: "1").instructions
      let named = ToolFile.names.filter { instructions.contains($0) }
      #expect(named.allSatisfy(listed.contains), "\(named)")
    }
  }

  @Test func listedToolsAreNamed() throws {
    let configuration = try Configuration.load(environment: [:])
    let instructions = ServerDescription.payIn(configuration, version: "1").instructions
    for name in ["get_status", "simulate_payment", "create_order"] { #expect(instructions.contains(name)) }
  }
}
