import ClientSettings
import Foundation
import TestSupport
import Testing

/// docs/clients.md against the table in the code.
@Suite struct ClientDocumentTests {
  @Test func tableIsThatOfTheCode() throws {
    let text = try String(contentsOf: OracleFolder.root.appending(path: "docs/clients.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
    let described = rows.map { row in
      row.dropFirst().dropLast().split(separator: "|").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }
    let expected = ClientSettings.all.map { client in
      [
        client.title, client.name, client.files[0].description, client.projectFile ?? "–", client.format.rawValue,
        client.command?.words.joined(separator: " ") ?? "–", client.link?.address ?? "–",
      ]
    }
    #expect(described == expected)
  }

  @Test func placesFollowTheEnvironment() throws {
    let paths = { (client: String, environment: [String: String]) in
      try #require(ClientSettings.client(named: client)).candidateFiles(environment)
    }
    let home = ["HOME": "/h/"]
    #expect(try paths("zed", home) == ["/h/.config/zed/settings.json"])
    #expect(try paths("zed", ["HOME": "/h", "XDG_CONFIG_HOME": "/c"]) == ["/c/zed/settings.json"])
    #expect(try paths("zed", ["HOME": "/h", "XDG_CONFIG_HOME": "c"]) == ["/h/.config/zed/settings.json"])
    #expect(try paths("codex", ["CODEX_HOME": "/x"]) == ["/x/config.toml"])
    #expect(try paths("codex", home) == ["/h/.codex/config.toml"])
    #expect(try paths("claude-code", home) == ["/h/.claude.json"])
    #expect(try paths("cursor", ["HOME": "relative"]).isEmpty)
    #expect(try paths("cline", home).count == 2)
  }

  /// The second place of a client is used if only that one exists.
  @Test func fileThatExistsIsPreferred() throws {
    let folder = try SettingsFolder()
    let client = try #require(ClientSettings.client(named: "opencode"))
    let environment = ["HOME": "/nonexistent", "XDG_CONFIG_HOME": folder.path]
    #expect(ClientInstallation(of: client, environment: environment).file == folder.path + "/opencode/opencode.json")
    #expect(!ClientInstallation(of: client, environment: environment).isFound)
    try FileManager.default.createDirectory(atPath: folder.path + "/opencode", withIntermediateDirectories: false)
    #expect(ClientInstallation(of: client, environment: environment).isFound)
    let text = "{\"mcp\": {\"p\": {\"type\": \"local\", \"command\": [\"/opt/bin/payin-mcp\"]}}}"
    try Data(text.utf8).write(to: URL(filePath: folder.path + "/opencode/opencode.jsonc"))
    let installation = ClientInstallation(of: client, environment: environment)
    #expect(installation.file == folder.path + "/opencode/opencode.jsonc")
    #expect(installation.servers == ["p"])
  }
}
