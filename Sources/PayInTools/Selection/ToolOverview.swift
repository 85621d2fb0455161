package import JSON
import JSONSchema
package import MCP
package import PayIn

/// What people are shown of a tool beside its published definition.
package struct ToolOverview: Sendable {
  /// Whether the tool is listed if the operator chooses no tools.
  package enum Default: String, Sendable {
    case on, off
    /// Listed where the embedded sandbox serves.
    case sandbox
  }

  package let name: String
  package let set: String
  package let standard: Default
  package let isWrite: Bool

  /// Every tool of this build, in the order in which tools are listed.
  package static let all = ToolDeclaration.all.map(ToolOverview.init)

  private init(_ tool: ToolDeclaration) {
    name = tool.name
    set = tool.set.rawValue
    standard =
      switch tool.defaultState {
      case .on: .on
      case .off: .off
      case .inSandbox: .sandbox
      }
    isWrite = tool.isWrite
  }

  package static func named(_ name: String) -> ToolOverview? {
    all.first { $0.name == name }
  }

  /// The name that was probably meant, or nil if none is near.
  package static func nearest(to name: String) -> String? {
    Suggestion.nearest(to: name, among: all.map(\.name))
  }

  /// The list of tools for a caller who names the tool himself: what the operator's list leaves out stays out, but a tool
  /// that is only not on by default can be called.
  ///
  /// - Parameter list: the operator's list; nil if there is none.
  package static func reachable(_ list: String?) -> String {
    guard let list else { return "all" }
    let onlyTakesAway = list.split(separator: ",").allSatisfy { $0.drop(while: \.isWhitespace).hasPrefix("-") }
    return onlyTakesAway ? "all,\(list)" : list
  }
}

/// One argument of a tool, as people are shown it.
package struct ToolArgument: Sendable {
  package let name: String
  package let isRequired: Bool
  /// The type with its bounds, such as `integer from 1 to 100`.
  package let expected: LocalizedText
  /// The description from the tool's file, in the language of the tool's texts; empty if the name says it all.
  package let description: String
  package let standard: JSONValue?
  /// The JSON type of the value.
  package let type: String
  /// A value that the schema gives as an example, or its first choice.
  package let example: JSONValue?

  /// - Parameter tool: with its texts in the language of the reader.
  package static func all(of tool: Tool) -> [ToolArgument] {
    let properties = tool.definition["inputSchema"]?["properties"]?.object ?? [:]
    return tool.inputSchema.arguments.map { argument in
      ToolArgument(argument, properties[argument.name] ?? [:])
    }
  }

  private init(_ argument: JSONSchema.Argument, _ schema: JSONValue) {
    name = argument.name
    isRequired = argument.isRequired
    expected = LocalizedText(raw: argument.expectation.phrase, argument.expectation.inChinese)
    description = schema["description"]?.string ?? ""
    standard = schema["default"]
    type = schema["type"]?.string ?? "string"
    example = schema["examples"]?.array?.first ?? schema["enum"]?.array?.first
  }
}
