import JSON

/// The server's name, version and instructions.
package struct ServerDescription: Sendable {
  package let name: String
  package let title: String
  package let version: String
  package let description: String
  /// The instructions for the model: what to call first, how to write amounts, which environment this is.
  package let instructions: String

  package init(name: String, title: String, version: String, description: String, instructions: String) {
    self.name = name
    self.title = title
    self.version = version
    self.description = description
    self.instructions = instructions
  }

  /// The `Implementation` object with the members that the revision knows.
  func serverInfo(for revision: ProtocolRevision) -> JSONObject {
    var info: JSONObject = ["name": .string(name)]
    if revision.has(.structuredContent) { info.append("title", .string(title)) }
    info.append("version", .string(version))
    if revision.has(.serverDescription) { info.append("description", .string(description)) }
    return info
  }
}

/// The capabilities beside `tools`, which every server here has.
package struct ServerCapabilities: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let resources = ServerCapabilities(rawValue: 1)
  package static let prompts = ServerCapabilities(rawValue: 2)
  package static let completions = ServerCapabilities(rawValue: 4)
  package static let apps = ServerCapabilities(rawValue: 8)
  /// The extension `io.modelcontextprotocol/tasks`.
  package static let tasks = ServerCapabilities(rawValue: 16)

  /// The extensions among them.
  var extensions: ClientExtensions {
    var extensions: ClientExtensions = []
    if contains(.apps) { extensions.insert(.apps) }
    if contains(.tasks) { extensions.insert(.tasks) }
    return extensions
  }

  /// Returns the `capabilities` object. All lists are fixed at the start, so there is no `listChanged`.
  ///
  /// - Parameter declared: the extensions that the client declares; only these are declared to it, and only by a
  ///   stateless revision: the older ones have no member for them.
  func object(for revision: ProtocolRevision, _ declared: ClientExtensions = []) -> JSONObject {
    var object: JSONObject = ["tools": [:]]
    if contains(.resources) { object.append("resources", ["subscribe": true]) }
    if contains(.prompts) { object.append("prompts", [:]) }
    if contains(.completions), revision.has(.completionsCapability) { object.append("completions", [:]) }
    let shared = extensions.intersection(declared)
    if !shared.isEmpty, revision.isStateless { object.append("extensions", .object(shared.object)) }
    return object
  }

  /// Whether the method exists where these are declared. Methods of the tools and the lifecycle always do.
  func serve(_ method: String) -> Bool {
    switch method {
    case MethodName.complete: contains(.completions)
    case MethodName.listen: !isDisjoint(with: [.resources, .tasks])
    case _ where TasksExtension.methods.contains(method): contains(.tasks)
    case _ where method.hasPrefix("resources/"): contains(.resources)
    case _ where method.hasPrefix("prompts/"): contains(.prompts)
    default: true
    }
  }
}
