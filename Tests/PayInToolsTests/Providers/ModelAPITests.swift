import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// Rows 83 to 85 beyond MCP: what clients make of the tools for their models is accepted there. One tool that is not
/// takes all tools of a conversation away with some of them.
@Suite struct ModelAPITests {
  private func converted(_ name: String, for api: ModelAPI) throws -> JSONValue {
    try api.convert(api, ModelAPI.Tool(ToolFile.definition(name)))
  }

  private func visit(_ schema: JSONValue, _ body: (JSONValue) -> Void) {
    body(schema)
    for member in schema["properties"]?.object?.members ?? [] { visit(member.value, body) }
    if let items = schema["items"] { visit(items, body) }
  }

  /// https://docs.claude.com/en/docs/agents-and-tools/tool-use/implement-tool-use
  @Test(arguments: ToolFile.names)
  func anthropicTakesTheTool(_ name: String) throws {
    let tool = try converted(name, for: .anthropic)
    #expect(tool["name"]?.string?.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
    #expect(tool["input_schema"]?["type"] == "object")
    for combinator in ["anyOf", "oneOf", "allOf"] { #expect(tool["input_schema"]?[combinator] == nil) }
    visit(tool["input_schema"] ?? .null) { schema in
      for member in schema.object?.members ?? [] { #expect(ModelAPI.anthropic.keywords.contains(member.name)) }
    }
  }

  /// https://platform.openai.com/docs/guides/structured-outputs#supported-schemas: all fields required, no further
  /// ones, an object at the root, at most 5 levels and 5,000 properties.
  @Test(arguments: ToolFile.names)
  func openAITakesTheStrictFunction(_ name: String) throws {
    let function = try converted(name, for: .openAI)
    #expect(function["name"]?.string?.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
    let parameters = try #require(function["parameters"])
    #expect(parameters["type"] == "object")
    visit(parameters) { schema in
      for member in schema.object?.members ?? [] { #expect(ModelAPI.openAI.keywords.contains(member.name)) }
      guard schema["type"] == "object" else { return }
      #expect(schema["additionalProperties"] == false)
      let names = schema["properties"]?.object?.members.map { JSONValue.string($0.name) } ?? []
      #expect(schema["required"]?.array == names)
      let formats = schema["properties"]?.object?.members.compactMap { $0.value["format"] } ?? []
      #expect(formats.allSatisfy { $0 == "date-time" })
    }
  }

  /// https://ai.google.dev/api/caching#Schema: a subset of OpenAPI's schema, in which a type is one name.
  @Test(arguments: ToolFile.names)
  func geminiTakesTheFunctionDeclaration(_ name: String) throws {
    let function = try converted(name, for: .gemini)
    #expect(function["name"]?.string?.wholeMatch(of: /[a-zA-Z_][a-zA-Z0-9_.-]{0,63}/) != nil)
    visit(function["parameters"] ?? ["type": "string"]) { schema in
      for member in schema.object?.members ?? [] { #expect(ModelAPI.gemini.keywords.contains(member.name)) }
      #expect(schema["type"]?.string != nil)
      if schema["type"] == "object" { #expect(schema["properties"]?.object?.isEmpty == false) }
      if schema["type"] == "array" { #expect(schema["items"] != nil) }
      // Values of an enum are strings there, whatever the type.
      for value in schema["enum"]?.array ?? [] { #expect(value.string != nil) }
      for name in schema["required"]?.array ?? [] { #expect(schema["properties"]?[name.string ?? ""] != nil) }
    }
  }

  /// Clients that do not convert hand schemas on as they are. OpenAI's API then refuses a function whose parameters have no
  /// `properties` ("object schema missing properties"), and every tool beside it; Gemini's an object inside them whose
  /// properties are empty ("should be non-empty for OBJECT type"). The same holds of an output schema.
  @Test(arguments: ToolFile.names)
  func schemaCanBeHandedOnAsItIs(_ name: String) throws {
    for part in ["inputSchema", "outputSchema"] {
      let schema = try #require(try ToolFile.definition(name)[part])
      #expect(schema["properties"]?.object != nil, "\(part)")
      var isRoot = true
      visit(schema) { inner in
        if !isRoot, let properties = inner["properties"]?.object { #expect(!properties.isEmpty, "\(part)") }
        isRoot = false
      }
    }
  }

  /// All that a conversion leaves out is `metadata`: it cannot be given through a strict function, and
  /// nothing needs it. An object of strings would not help: strict functions know no other additionalProperties than
  /// false, and what PayIn keeps may be of any form.
  @Test func onlyMetadataIsOfFreeForm() throws {
    for name in ToolFile.names {
      let schema = try #require(try ToolFile.definition(name)["inputSchema"])
      let free = schema["properties"]?.object?.members.filter { ModelAPI.isFreeForm($0.value) }.map(\.name) ?? []
      #expect(free.isEmpty || free == ["metadata"], "\(name)")
      #expect(schema["required"]?.array?.contains("metadata") != true, "\(name)")
    }
  }

  struct List: Sendable, CustomTestStringConvertible {
    let name: String
    let environment: [String: String]
    var testDescription: String { name }
  }

  /// What every conversation pays for the tools, before anything is asked.
  @Test(arguments: [
    List(name: "default with a key", environment: Bench.live.merging(["PAYIN_TOOLS": "default"]) { $1 }),
    List(name: "default in the sandbox", environment: ["PAYIN_TOOLS": "default"]),
    List(name: "all with a key", environment: Bench.live), List(name: "all in the sandbox", environment: [:]),
  ])
  func listStaysWithinItsBudget(_ list: List) throws {
    let tools = try Bench(environment: list.environment).catalogue.tools.map(\.definition)
    let outputs = tools.map { $0["outputSchema"].map { JSONWriter.bytes(of: $0).count } ?? 0 }
    let sizes = zip(tools, outputs).map { JSONWriter.bytes(of: .object($0)).count - $1 }
    let (average, largest) = (sizes.reduce(0, +) / sizes.count, outputs.max() ?? 0)
    let whole = (sizes + outputs).reduce(0, +) + tools.count + #"{"tools":[]}"#.utf8.count
    print("tools, \(list.name): \(tools.count) in \(whole) B, \(average) B each without output schema of \(largest) B")
    #expect(average <= 700)
    #expect(largest <= 500)
  }
}
