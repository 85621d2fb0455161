import JSON

/// The capabilities beside `tools`, which every server here has.
package struct ServerCapabilities: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let resources = ServerCapabilities(rawValue: 1)
  package static let prompts = ServerCapabilities(rawValue: 2)
  package static let completions = ServerCapabilities(rawValue: 4)

  /// All lists are fixed at start, so no `listChanged`.
  func object(for revision: ProtocolRevision) -> JSONObject {
    var object: JSONObject = ["tools": [:]]
    if contains(.resources) { object.append("resources", ["subscribe": true]) }
    if contains(.prompts) { object.append("prompts", [:]) }
    if contains(.completions), revision.hasCompletionsCapability { object.append("completions", [:]) }
    return object
  }

  /// What must be declared for the method to exist; nothing for methods of the tools and the lifecycle.
  static func needed(for method: String) -> ServerCapabilities {
    switch method {
    case MethodName.complete: .completions
    case MethodName.listen: .resources
    case _ where method.hasPrefix("resources/"): .resources
    case _ where method.hasPrefix("prompts/"): .prompts
    default: []
    }
  }
}
