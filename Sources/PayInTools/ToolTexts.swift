import JSON
import MCP
import PayIn

/// The titles and descriptions of the tools in one language. Names, values and patterns are never touched.
struct ToolTexts {
  private let texts: JSONObject

  /// Throws if the file is missing or unsound: a defect of the build.
  init(in language: Language) throws {
    texts = try ToolFile.texts(in: language)
  }

  func applied(to tools: [Tool]) -> [Tool] {
    tools.map { tool in
      guard let texts = texts[tool.name]?.object else { return tool }
      return tool.described(by: Self.lay(texts, over: tool.definition))
    }
  }

  /// Only over what is there: a text of a property that is gone does not bring it back.
  private static func lay(_ texts: JSONObject, over definition: JSONObject) -> JSONObject {
    JSONObject(
      definition.members.map { member in
        let value = texts[member.name].map { lay($0, over: member.value) }
        return JSONObject.Member(name: member.name, value: value ?? member.value)
      })
  }

  private static func lay(_ text: JSONValue, over value: JSONValue) -> JSONValue {
    switch (text, value) {
    case (.object(let texts), .object(let definition)): .object(lay(texts, over: definition))
    case (.string, .string): text
    default: value
    }
  }
}
