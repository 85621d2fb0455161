import JSON
import Testing

/// What a model's API takes of a tool, by its own documentation. A schema that has to lose more than a check of ours
/// on the way there is unfit: the checks are made again when the call comes.
struct ModelAPI: Sendable, CustomTestStringConvertible {
  let name: String
  /// The address of the rules.
  let source: String
  /// Keywords of a schema that are understood.
  let keywords: Set<String>
  /// Those of ours that are left out: values are checked by this server anyway, and examples stand in descriptions.
  let dropped: Set<String>
  let convert: @Sendable (ModelAPI, Tool) throws -> JSONValue

  var testDescription: String { name }

  struct Tool: Sendable {
    let name: String
    let description: JSONValue
    let schema: JSONValue

    init(_ definition: JSONObject) throws {
      name = definition["name"]?.string ?? ""
      description = definition["description"] ?? .null
      schema = definition["inputSchema"] ?? .null
    }
  }

  /// A keyword of our schemas that has no rule here.
  struct Undecided: Error {
    let keyword: String
  }

  static let all = [anthropic, openAI, gemini]

  /// JSON Schema as it is, but for combinators at the root.
  static let anthropic = ModelAPI(
    name: "Anthropic", source: "https://docs.claude.com/en/docs/agents-and-tools/tool-use/implement-tool-use",
    keywords: [
      "type", "properties", "required", "additionalProperties", "items", "enum", "description", "pattern", "format",
      "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "default", "examples",
    ], dropped: []
  ) { _, tool in
    ["name": .string(tool.name), "description": tool.description, "input_schema": tool.schema]
  }

  /// Strict functions: every property is required, so that what may be left out may be null instead.
  static let openAI = ModelAPI(
    name: "OpenAI", source: "https://platform.openai.com/docs/guides/structured-outputs#supported-schemas",
    keywords: [
      "type", "properties", "required", "additionalProperties", "items", "enum", "description", "pattern", "format",
      "minimum", "maximum", "minItems", "maxItems",
    ], dropped: ["minLength", "maxLength", "default", "examples"]
  ) { api, tool in
    [
      "type": "function", "name": .string(tool.name), "description": tool.description, "strict": true,
      "parameters": try api.strict(tool.schema),
    ]
  }

  /// A function without arguments may leave its parameters out; inside them an object without properties is refused.
  static let gemini = ModelAPI(
    name: "Gemini", source: "https://ai.google.dev/api/caching#Schema",
    keywords: [
      "type", "properties", "required", "items", "enum", "description", "pattern", "format", "minLength", "maxLength",
      "minimum", "maximum", "minItems", "maxItems", "default",
    ], dropped: ["additionalProperties", "examples"]
  ) { api, tool in
    var function: JSONObject = ["name": .string(tool.name), "description": tool.description]
    if tool.schema["properties"]?.object?.isEmpty == false { function["parameters"] = try api.subset(tool.schema) }
    return .object(function)
  }
}

extension ModelAPI {
  /// Whether a schema is of free form, which no provider can enforce. Such a property is left out, so it must not be required.
  static func isFreeForm(_ schema: JSONValue) -> Bool {
    schema["type"] == "object" && schema["properties"]?.object?.isEmpty != false
  }

  /// The schema with the keywords that are understood.
  private func subset(_ schema: JSONValue) throws -> JSONValue {
    var result: JSONObject = [:]
    for member in schema.object?.members ?? [] where !dropped.contains(member.name) {
      guard keywords.contains(member.name) else { throw Undecided(keyword: member.name) }
      result[member.name] = try inner(member.name, member.value)
    }
    return .object(result)
  }

  private func inner(_ keyword: String, _ value: JSONValue) throws -> JSONValue {
    switch keyword {
    case "items": return try subset(value)
    case "properties":
      return .object(
        try (value.object?.members ?? []).reduce(into: [:]) { properties, member in
          if !Self.isFreeForm(member.value) { properties[member.name] = try subset(member.value) }
        })
    default: return value
    }
  }

  private func strict(_ schema: JSONValue) throws -> JSONValue {
    var result = try subset(schema).object ?? [:]
    if let items = result["items"] { result["items"] = try strict(items) }
    guard schema["type"] == "object" else { return .object(result) }
    let required = schema["required"]?.array ?? []
    var properties: JSONObject = [:]
    for member in result["properties"]?.object?.members ?? [] {
      var property = try strict(member.value).object ?? [:]
      if !required.contains(.string(member.name)) { property = Self.nullable(property) }
      properties[member.name] = .object(property)
    }
    result["properties"] = .object(properties)
    result["required"] = .array(properties.members.map { .string($0.name) })
    return .object(result)
  }

  private static func nullable(_ property: JSONObject) -> JSONObject {
    var property = property
    property["type"] = property["type"].map { [$0, "null"] }
    if let values = property["enum"]?.array { property["enum"] = .array(values + [.null]) }
    return property
  }
}
