import JSON

/// The extensions that a client declares among its capabilities, as far as this server has them (2026-07-28, basic:
/// extensions). A client that does not declare one sees nothing of it.
package struct ClientExtensions: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// MCP Apps, with the type of pages that this server has.
  package static let apps = ClientExtensions(rawValue: 1)

  package static let tasks = ClientExtensions(rawValue: 2)

  /// - Parameter capabilities: those of a handshake or of one request.
  init(in capabilities: JSONValue?) {
    let types = capabilities?["extensions"]?[AppPage.extensionName]?["mimeTypes"]?.array ?? []
    self = types.contains { $0.string == AppPage.mimeType } ? .apps : []
    if TasksExtension.isDeclared(in: capabilities) { insert(.tasks) }
  }

  /// Reads the capabilities that a stateless request carries.
  init(ofRequest params: JSONObject) {
    self.init(in: params["_meta"]?[RequestMetadata.capabilitiesKey])
  }

  /// The member `extensions` of a server's capabilities.
  var object: JSONObject {
    var object: JSONObject = [:]
    if contains(.apps) { object.append(AppPage.extensionName, [:]) }
    if contains(.tasks) { object.append(TasksExtension.name, [:]) }
    return object
  }
}
