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

  /// - Parameter capabilities: those of a handshake or of one request.
  init(in capabilities: JSONValue?) {
    let settings = capabilities?["extensions"]?[AppPage.extensionName]
    let types = settings?["mimeTypes"]?.array ?? []
    self = types.contains { $0.string == AppPage.mimeType } ? .apps : []
  }

  /// Reads the capabilities that a stateless request carries.
  init(ofRequest params: JSONObject) {
    self.init(in: params["_meta"]?[RequestMetadata.capabilitiesKey])
  }
}
