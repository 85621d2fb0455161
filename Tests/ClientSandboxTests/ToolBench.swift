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
    webhook: SandboxConfiguration.Webhook = .init(),
    _ body: (ToolBench) async throws -> Result
  ) async throws -> Result {
    try await ClientBench.run(
      poolSize: poolSize, dialect: dialect, allowsDuplicates: allowsDuplicates, webhook: webhook
    ) { bench in
      let context = ToolContext(
        configuration: try Configuration.load(environment: ["PAYIN_TOOLS": "all"]),
        versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: ["2025-06-18"]),
        client: { bench.client })
      let catalogue = try PayInTools.catalogue(context)
      let resources = try PayInTools.features(context, catalogue).resources
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
