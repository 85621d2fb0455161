import JSON

/// What the server says about itself.
package struct ServerDescription: Sendable {
  package let name: String
  package let title: String
  package let version: String
  package let description: String
  /// For the model: what to call first, how to write amounts, which environment this is.
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
    if revision.hasStructuredContent { info.append("title", .string(title)) }
    info.append("version", .string(version))
    if revision.hasServerDescription { info.append("description", .string(description)) }
    return info
  }
}
