import JSON

/// An MCP client: where its settings are, and what a server looks like in them.
package struct Client: Sendable {
  /// The name that is typed on a command line.
  package let name: String
  package let title: String
  package let format: SettingsFormat
  /// The places of a user's settings, the usual one first.
  package let files: [ClientFile]
  /// The path of a project's settings from its root; nil if the client has none.
  package let projectFile: String?
  /// The names that lead to the object with the servers.
  package let container: [String]
  package let form: EntryForm
  /// How a click adds a server; nil if the client has no such link.
  package let link: DeepLink?
  /// The client's own command that adds a server; nil if it has none.
  package let command: RegistrationCommand?
  /// What to know after the settings have been written.
  package let note: ClientNote

  /// Whether the client asks for a secret itself and keeps it.
  package var asksForSecrets: Bool { form == .vsCode }
}

/// A sentence for people, in both languages.
package struct ClientNote: Sendable {
  package let english: String
  package let chinese: String

  init(_ english: String, _ chinese: String) {
    (self.english, self.chinese) = (english, chinese)
  }
}

extension Client {
  /// The candidates for a user's settings, absolute, the usual place first. Those that depend on a home that is missing
  /// are left out.
  package func candidateFiles(_ environment: [String: String]) -> [String] {
    files.compactMap { $0.path(environment) }
  }

  /// The edit that puts a server into the settings: a whole entry, or what has to change in the one that stands there.
  ///
  /// - Parameter bytes: the settings as they are.
  package func edit(_ server: ServerDefinition, in bytes: [UInt8]) throws(SettingsError) -> SettingsEdit {
    let input = asksForSecrets && server.asksForKey ? EntryForm.keyInput : nil
    let container = container(in: bytes)
    let existing = try format.value(of: bytes)?.value(at: container + [server.name])
    let entry = try entry(server, over: existing, at: container + [server.name])
    return SettingsEdit(container: container, name: server.name, entry: entry, input: input)
  }

  private func entry(
    _ server: ServerDefinition, over existing: JSONValue?, at path: [String]
  ) throws(SettingsError) -> JSONObject {
    guard let existing, !existing.isNull, existing.object?.isEmpty != true else { return form.entry(server) }
    guard let object = existing.object else { throw .notAnObject(path.joined(separator: "."), nil) }
    guard EntryForm.starts(server.program, object) else { throw .otherServer(name: server.name) }
    return form.change(of: object, to: server, addsArguments: format != .toml)
  }

  /// The names that lead to the servers in these settings.
  ///
  /// OpenCode's second version keeps them one level deeper.
  package func container(in bytes: [UInt8]) -> [String] {
    guard form == .openCode, let value = try? format.value(of: bytes) else { return container }
    let inner = container + ["servers"]
    guard let servers = value.value(at: inner)?.object, servers["command"] == nil else { return container }
    return inner
  }

  /// The edit that made the settings what they are, or nil if no server of that name stands in them.
  package func existingEdit(_ name: String, in bytes: [UInt8]) throws(SettingsError) -> SettingsEdit? {
    let value = try format.value(of: bytes)
    let container = container(in: bytes)
    guard let entry = value?.value(at: container + [name])?.object else { return nil }
    let inputs = asksForSecrets ? value?[JSONText.inputs]?.array ?? [] : []
    let input = inputs.first { $0["id"] == EntryForm.keyInput["id"] }?.object
    return SettingsEdit(container: container, name: name, entry: entry, input: input)
  }

  /// The names of the servers in these settings that start payin-mcp.
  package func serversNamingPayInMCP(in bytes: [UInt8]) throws(SettingsError) -> [String] {
    let servers = try format.value(of: bytes)?.value(at: container(in: bytes))?.object
    return servers?.members.filter { EntryForm.program(of: $0.value)?.split(separator: "/").last == "payin-mcp" }.map(
      \.name)
      ?? []
  }

  /// The settings of an otherwise empty file.
  package func snippet(_ server: ServerDefinition) throws(SettingsError) -> String {
    String(decoding: try format.adding(edit(server, in: []), to: []), as: UTF8.self)
  }
}
