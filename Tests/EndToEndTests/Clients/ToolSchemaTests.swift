import JSON
import Testing

/// Rows 84, 85: the list of tools as the programs behind clients' models take it.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ToolSchemaTests {
  private static let settings: [[String: String]] = [
    [:], ["PAYIN_CONFIRM": "always+token"], ["PAYIN_LANG": "zh"],
  ]

  /// OpenAI's API: "object schema missing properties" at the top level fails the whole conversation. Gemini's: an object
  /// inside with `properties` that are empty.
  @Test(arguments: Revision.allCases, settings)
  func everyToolCanBeGivenToEveryModel(revision: Revision, settings: [String: String]) async throws {
    let client = try await Client(revision, Server(environment: settings.merging(["PAYIN_TOOLS": "all"]) { $1 }))
    let tools = try #require(try await client.result("tools/list")["tools"]?.array)
    #expect(tools.count > 30)
    for tool in tools {
      for name in ["inputSchema", "outputSchema"] {
        guard let schema = tool[name] else { continue }
        #expect(schema["properties"]?.object != nil, "\(tool["name"] ?? .null) \(name)")
        for inner in Self.inner(schema) where inner["properties"] != nil {
          #expect(inner["properties"]?.object?.isEmpty == false, "\(tool["name"] ?? .null) \(name)")
        }
      }
    }
    #expect(try await client.server.finish().isEmpty)
  }

  private static func inner(_ schema: JSONValue) -> [JSONValue] {
    let direct = (schema["properties"]?.object?.members.map(\.value) ?? []) + [schema["items"]].compactMap(\.self)
    return direct + direct.flatMap(inner)
  }
}
