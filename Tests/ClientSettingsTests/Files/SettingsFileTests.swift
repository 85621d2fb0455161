import ClientSettings
import Foundation
import Testing

/// What the file system does, and what other programs do to it.
@Suite struct SettingsFileTests {
  @Test func modeAndLinkAreKept() throws {
    let folder = try SettingsFolder()
    try folder.write("{}")
    chmod(folder.file, 0o640)
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "settings")
    let client = try #require(ClientSettings.client(named: "cursor"))
    _ = try SettingsChange(client, path: link, action: .add(SettingsFolder.server)).carryOut(mode: 0o600)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "settings")
    #expect(folder.text?.contains("payin") == true)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    _ = try SettingsChange(client, path: link, action: .remove(name: "payin")).carryOut(mode: 0o600)
    #expect(folder.text == "{}")
    #expect(folder.names == ["link", "settings"])
  }

  @Test(.enabled("NOT TESTED HERE: only root gives files away") { getuid() == 0 }) func ownerIsKept() throws {
    let folder = try SettingsFolder()
    try folder.write("{}")
    chown(folder.file, 12_345, 54_321)
    _ = try folder.add()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file)
    #expect(attributes[.ownerAccountID] as? Int == 12_345)
    #expect(attributes[.groupOwnerAccountID] as? Int == 54_321)
  }

  /// The link of a dotfile manager whose file does not exist yet.
  @Test func linkToNothingLeadsToTheNewFile() throws {
    let folder = try SettingsFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.file, withDestinationPath: folder.path + "/real")
    _ = try folder.add()
    #expect(folder.names == ["real", "settings"])
    _ = try folder.remove()
    #expect(folder.names == ["settings"])
  }

  @Test func foldersAboveAreMadeAndTheFileIsPrivate() throws {
    let folder = try SettingsFolder()
    let path = folder.path + "/a/b/mcp.json"
    let client = try #require(ClientSettings.client(named: "cursor"))
    _ = try SettingsChange(client, path: path, action: .add(SettingsFolder.server)).carryOut(mode: 0o600)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test func placesThatAreNoFilesAreRefused() throws {
    let folder = try SettingsFolder()
    try FileManager.default.createDirectory(atPath: folder.file, withIntermediateDirectories: false)
    #expect(throws: SettingsError.notAFile(path: folder.file)) { try folder.add() }
    try FileManager.default.removeItem(atPath: folder.file)
    mkfifo(folder.file, 0o600)
    #expect(throws: SettingsError.notAFile(path: folder.file)) { try folder.add() }
    unlink(folder.file)
    symlink("settings", folder.file)
    #expect(throws: SettingsError.self) { try folder.add() }
    unlink(folder.file)
    let client = try #require(ClientSettings.client(named: "cursor"))
    try folder.write("{}")
    #expect(throws: SettingsError.self) {
      try SettingsChange(client, path: folder.file + "/x", action: .add(SettingsFolder.server)).carryOut(mode: 0o600)
    }
  }

  /// Between reading and writing another program has changed the file, replaced it, or made it.
  @Test(arguments: ["changed", "replaced", "made"]) func fileThatChangedMeanwhileIsNotOverwritten(how: String) throws {
    let folder = try SettingsFolder()
    if how != "made" { try folder.write("{\"a\": 1}") }
    let file = try SettingsFile(reading: folder.file)
    if how == "changed" {
      let handle = try FileHandle(forWritingTo: URL(filePath: folder.file))
      try handle.write(contentsOf: Data("{\"a\": 2}".utf8))
    } else {
      unlink(folder.file)
      try folder.write("{\"b\": 1}")
    }
    let expected = folder.text
    #expect(try file.replace(with: Array("{}".utf8), mode: 0o600) == false)
    if how != "made" { #expect(try file.remove() == false) }
    #expect(folder.text == expected)
    #expect(folder.names == ["settings"])
  }

  /// Writers at once lose nothing of one another: each adds a server of its own.
  @Test func serversThatAreAddedAtOnceAreAllThere() async throws {
    let folder = try SettingsFolder()
    try folder.write("{}")
    let path = folder.file
    let client = try #require(ClientSettings.client(named: "cursor"))
    await withTaskGroup { group in
      for index in 1...4 {
        group.addTask {
          let server = ServerDefinition(name: "payin\(index)", program: "/x/payin-mcp")
          // A change that was refused because others were faster is tried again, as a person would.
          for _ in 1...20 {
            if (try? SettingsChange(client, path: path, action: .add(server)).carryOut(mode: 0o600)) != nil { break }
          }
        }
      }
    }
    #expect(try client.serversNamingPayInMCP(in: #require(folder.bytes)).count == 4)
    #expect(folder.names.allSatisfy { !$0.hasPrefix(".") })
  }
}
