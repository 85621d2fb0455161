/// What this machine has of a client.
package struct ClientInstallation: Sendable {
  /// The path of the user's settings: the first candidate that exists, or else the usual place. Nil without a home.
  package let file: String?
  /// Whether a file of settings, or the folder made for it, exists.
  package let isFound: Bool
  /// The names of the servers in the settings that start payin-mcp.
  package let servers: [String]
  /// Why the settings cannot be read, or nil.
  package let problem: SettingsError?

  package init(of client: Client, environment: [String: String]) {
    let candidates = client.candidateFiles(environment)
    let existing = candidates.first(where: FilePath.exists)
    file = existing ?? candidates.first
    isFound = existing != nil || candidates.contains { Self.hasOwnFolder($0, environment) }
    do throws(SettingsError) {
      servers = try existing.map { path throws(SettingsError) in try Self.servers(client, path) } ?? []
      problem = nil
    } catch {
      (servers, problem) = ([], error)
    }
  }

  private static func servers(_ client: Client, _ path: String) throws(SettingsError) -> [String] {
    try client.serversNamingPayInMCP(in: SettingsFile(reading: path).bytes ?? [])
  }

  /// Whether the folder of the file exists and is the client's own, not the home or the folder of all configuration.
  private static func hasOwnFolder(_ path: String, _ environment: [String: String]) -> Bool {
    let folder = FilePath.folder(of: path)
    let shared = [ClientFile.home("x").path(environment), ClientFile.configuration("x").path(environment)]
    return !shared.contains { $0.map(FilePath.folder(of:)) == folder } && FilePath.exists(folder)
  }
}
