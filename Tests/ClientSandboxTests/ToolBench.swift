import JSON
import JSONSchema
import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import Testing

/// The tools as a model calls them, against a real sandbox.
struct ToolBench {
  let bench: ClientBench
  let catalogue: ToolCatalogue
  let resources: ResourceCatalogue

  static func run<Result>(
    poolSize: Int = 20, dialect: Dialect = .documented, allowsDuplicates: Bool = false,
    webhook: SandboxConfiguration.Webhook = .init(), tools: String = "all",
    language: Language = .english, _ body: (ToolBench) async throws -> Result
  ) async throws -> Result {
    try await ClientBench.run(
      poolSize: poolSize, dialect: dialect, allowsDuplicates: allowsDuplicates, webhook: webhook
    ) { bench in
      let context = ToolContext(
        configuration: try Configuration.load(environment: ["PAYIN_TOOLS": tools, "PAYIN_LANG": language.rawValue]),
        versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: ["2025-06-18"]),
        client: { bench.client })
      let catalogue = try PayInTools.catalogue(context)
      let resources = try PayInTools.contents(context).features.resources
      return try await body(ToolBench(bench: bench, catalogue: catalogue, resources: try #require(resources)))
    }
  }

  func call(_ name: String, _ arguments: JSONObject = [:]) async throws -> ToolResult {
    await catalogue.call(try #require(catalogue[name]), arguments: arguments)
  }

  /// The structured result of a call that must succeed and fit its published schema.
  func succeed(
    _ name: String, _ arguments: JSONObject = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JSONObject {
    let tool = try #require(catalogue[name], sourceLocation: sourceLocation)
    let result = await catalogue.call(tool, arguments: arguments)
    #expect(!result.isError, "\(result.summary)", sourceLocation: sourceLocation)
    let schema = try JSONSchema.compile(try #require(tool.definition["outputSchema"]))
    let violations = schema.validate(.object(result.object))
    #expect(
      violations.isEmpty, "\(name): \(violations.map { "\($0.pointer) \($0.fix)" })", sourceLocation: sourceLocation)
    return result.object
  }
}

/// What a test needs before its own calls.
extension ToolBench {
  @discardableResult
  func makeOrder(
    _ reference: String, _ amount: String, _ currency: String = "USDT", paid: Bool = false
  ) async throws -> JSONValue {
    let id = try #require(
      try await succeed(
        "create_order",
        [
          "orderReference": .string(reference), "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])["orderId"])
    if paid { _ = try await succeed("simulate_payment", ["orderId": id]) }
    return id
  }

  func makeLink(_ title: String = "Invoice", publish: Bool = false) async throws -> JSONValue {
    let id = try #require(
      try await succeed(
        "create_payment_link",
        ["title": .string(title), "amount": "25", "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia"]]])[
          "id"])
    if publish { _ = try await succeed("publish_payment_link", ["id": id]) }
    return id
  }
}

/// Compares sums by token as decimal numbers.
func expectAmounts(_ value: JSONValue?, _ expected: [String: String]) throws {
  let members = try #require(value?.object).members
  #expect(Set(members.map(\.name)) == Set(expected.keys))
  for member in members {
    #expect(try Amount(try #require(member.value.string)) == (try Amount(try #require(expected[member.name]))))
  }
}
