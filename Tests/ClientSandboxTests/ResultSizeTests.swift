import JSON
import MCP
import PayIn
import PayInTools
import Testing

/// The bytes of typical results, which a model reads with all that follows. Beside each stands what it was before results
/// were made short, measured on the program; a result that grows past its bound says so here.
@Suite struct ResultSizeTests {
  private struct Flow {
    let name: String
    let tool: String
    let arguments: JSONObject
    /// The bytes of the same result before.
    let before: Int
    let bound: Int
    /// The bound of the Chinese result, whose characters have three bytes each; that of the English one if nil.
    var boundInChinese: Int?
  }

  private static let order: JSONObject = [
    "orderReference": "invoice-1", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private static func order(renaming names: [String: String], adding others: JSONObject = [:]) -> JSONObject {
    JSONObject(
      (order.members + others.members).map { JSONObject.Member(name: names[$0.name] ?? $0.name, value: $0.value) })
  }

  private static let snakeCase = order(
    renaming: [
      "orderReference": "order_reference", "chainId": "chain_id", "successUrl": "success_url",
      "paymentWindowMinutes": "payment_window_minutes", "graceMinutes": "grace_minutes",
    ], adding: ["successUrl": "https://a", "paymentWindowMinutes": 5, "graceMinutes": 5])

  private static func flows(_ orderID: JSONValue) -> [Flow] {
    [
      Flow(name: "create", tool: "create_order", arguments: order, before: 1713, bound: 1740),
      Flow(
        name: "read", tool: "get_order", arguments: ["orderId": orderID], before: 1358, bound: 1380,
        boundInChinese: 1400),
      Flow(
        name: "typo", tool: "create_order", arguments: order(renaming: ["chainId": "chain_id"]), before: 1763,
        bound: 700),
      Flow(name: "five snake_case", tool: "create_order", arguments: snakeCase, before: 5056, bound: 1200 - frame),
      Flow(
        name: "timed-out wait", tool: "wait_for_order", arguments: ["orderId": orderID, "timeoutSeconds": 1],
        before: 1772, bound: 900),
      Flow(name: "status", tool: "get_status", arguments: [:], before: 4535, bound: 1024, boundInChinese: 1060),
      Flow(name: "list of 20", tool: "list_orders", arguments: [:], before: 23_701, bound: 17_000),
      Flow(
        name: "deposits", tool: "list_deposits", arguments: ["depositReference": "user-1"], before: 4113, bound: 3000),
      Flow(
        name: "deposits waited for", tool: "wait_for_deposit", arguments: ["depositReference": "user-1"], before: 5397,
        bound: 5450),
      Flow(name: "unknown order", tool: "get_order", arguments: ["orderId": "ord_nope"], before: 996, bound: 900),
    ]
  }

  private static let encoder = ResultEncoder(
    revision: .november2025,
    server: ServerDescription(name: "payin-mcp", title: "PayIn", version: "1", description: "", instructions: ""))

  @Test(arguments: Language.allCases)
  func typicalResultsStayShort(_ language: Language) async throws {
    try await ToolBench.run(poolSize: 40, tools: "default", language: language) { tools in
      let orderID = try await tools.makeOrder("invoice-1", "49.99")
      for number in 1..<20 { try await tools.makeOrder("invoice-\(number + 9)", "49.99") }
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "user-1", "protocol": "evm"])
      for _ in 0..<3 {
        _ = try await tools.succeed("simulate_payment", ["depositReference": "user-1", "amount": "10.5"])
      }
      for flow in Self.flows(orderID) {
        let bytes = Self.encoder.encode(try await tools.call(flow.tool, flow.arguments)).count
        let bound = language == .chinese ? flow.boundInChinese ?? flow.bound : flow.bound
        print("result in \(language), \(flow.name): \(bytes) B, before \(flow.before) B, at most \(bound) B")
        #expect(bytes <= bound, "\(flow.name)")
      }
    }
  }

  /// What stands around a result on its line, with the line's end.
  private static let frame = #"{"jsonrpc":"2.0","id":2,"result":}"#.utf8.count + 1

  /// The list of tools, which a model reads before anything else.
  @Test(arguments: [(["PAYIN_API_KEY": "pk_0123456789abcdef"], 16_500), ([:], 23_400)])
  func listOfToolsStaysShort(_ environment: [String: String], _ bound: Int) async throws {
    let context = ToolContext(
      configuration: try Configuration.load(environment: environment),
      versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: ["2025-11-25"]),
      client: { throw CancellationError() })
    let tools = try PayInTools.catalogue(context).tools.map { JSONValue.object($0.definition) }
    let bytes = Self.encoder.encode(["tools": .array(tools)]).count + Self.frame
    print("list of tools, \(environment.isEmpty ? "sandbox" : "with a key"): \(bytes) B, at most \(bound) B")
    #expect(bytes <= bound)
  }
}
