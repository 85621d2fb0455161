import ClientSettings
import Foundation
import Testing

@Suite struct SettingsChangeTests {
  private static let empty = [
    "{}", "{ }\n", "{\n}\n", "", "\n", "{\n  \"mcpServers\": {}\n}\n", "{\"mcpServers\":{}}",
    "{\n  \"mcpServers\": {\n  }\n}",
    "// mine\n", "{\n  \"other\": [1, 2], // two\n}\n", "{ \"mcpServers\": { \"a\": {\"command\": \"a\"} } }",
  ]

  @Test(arguments: empty) func removalRestoresEveryByte(before: String) throws {
    let folder = try SettingsFolder()
    try folder.write(before)
    let added = try folder.add()
    #expect(added.isChange && added.backup != nil && folder.text?.contains("/opt/payin-mcp") == true)
    #expect(try folder.remove().isChange)
    #expect(folder.text == before)
    // The copy has served its purpose.
    #expect(folder.names == ["settings"])
  }

  @Test(arguments: ClientSettings.all.map(\.name)) func fileThatIsNewIsRemovedAgain(client: String) throws {
    let folder = try SettingsFolder()
    #expect(try folder.add(client).backup == nil)
    #expect(folder.names == ["settings"])
    #expect(try folder.add(client).isChange == false)
    #expect(try folder.remove(client).after == nil)
    #expect(folder.names.isEmpty)
    #expect(try folder.remove(client).isChange == false)
  }

  @Test func secondRunWritesNothing() throws {
    let folder = try SettingsFolder()
    try folder.write("{\"a\": 1}")
    _ = try folder.add()
    let (names, before) = (folder.names, try FileManager.default.attributesOfItem(atPath: folder.file))
    #expect(try folder.add().isChange == false)
    let after = try FileManager.default.attributesOfItem(atPath: folder.file)
    #expect(folder.names == names)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
  }

  /// A client that has written to its file meanwhile keeps what it wrote, and the parent that was added goes as well.
  @Test func removalTakesOutWhatWasAddedThoughTheRestHasChanged() throws {
    let folder = try SettingsFolder()
    try folder.write("{\n  \"theme\": \"dark\"\n}\n")
    _ = try folder.add()
    try folder.write(#require(folder.text).replacing("dark", with: "light"))
    #expect(try folder.remove().backup != nil)
    #expect(folder.text == "{\n  \"theme\": \"light\"\n}\n")
  }

  @Test func otherServersThatWereAddedSinceStay() throws {
    let folder = try SettingsFolder()
    try folder.write("{}\n")
    _ = try folder.add()
    try folder.write(#require(folder.text).replacing("\"payin\"", with: "\"b\": {\"command\": \"b\"},\n    \"payin\""))
    _ = try folder.remove()
    #expect(folder.text == "{\n  \"mcpServers\": {\n    \"b\": {\"command\": \"b\"}\n  }\n}\n")
  }

  /// A server of the name that was there before is not brought back: it was to be removed.
  @Test func removalAfterAnUpdateLeavesNoOlderServer() throws {
    let folder = try SettingsFolder()
    try folder.write("{\n  \"mcpServers\": {\n    \"payin\": {\"command\": \"/old/payin-mcp\"}\n  }\n}\n")
    #expect(try folder.add().backup != nil)
    #expect(folder.text?.contains("/old") == false)
    _ = try folder.remove()
    #expect(folder.text == "{\n  \"mcpServers\": {\n  }\n}\n")
  }

  @Test func updateOfAnAdditionIsTakenOutToTheFirstByte() throws {
    let folder = try SettingsFolder()
    try folder.write("{\"mcpServers\": {}}")
    _ = try folder.add()
    _ = try folder.add("cursor", ServerDefinition(name: "payin", program: "/new/payin-mcp"))
    _ = try folder.remove()
    #expect(folder.text == "{\"mcpServers\": {}}")
  }

  @Test func inputsOfCodeComeAndGoWithTheServer() throws {
    let folder = try SettingsFolder()
    let before = "{\n\t\"inputs\": [],\n\t\"servers\": {}\n}\n"
    try folder.write(before)
    _ = try folder.add("vscode", ServerDefinition(name: "payin", program: "/x", asksForKey: true))
    #expect(folder.text?.contains("payin-api-key") == true)
    _ = try folder.remove("vscode")
    #expect(folder.text == before)
  }

  @Test(arguments: [
    ("cursor", "{\"mcpServers\": {}"), ("cursor", "{\"mcpServers\": {\"payin\": 1}}"),
    ("goose", "extensions: &x\n  a: {cmd: a}\nfoo: *x\n"), ("claude-code", "{// no\n}"), ("codex", "[mcp_servers"),
    ("goose", "a: [\n"),
    ("zed", "{\"context_servers\": 1}"), ("goose", "{extensions: {}}\n"),
  ])
  func fileThatIsRefusedStaysAsItIs(client: String, text: String) throws {
    let folder = try SettingsFolder()
    try folder.write(text)
    #expect(throws: SettingsError.self) { try folder.add(client) }
    #expect(folder.text == text)
    #expect(folder.names == ["settings"])
  }

  @Test func planWritesNothing() throws {
    let folder = try SettingsFolder()
    let outcome = try folder.change("cursor", .add(SettingsFolder.server)).planned()
    #expect(outcome.before == nil && outcome.after != nil)
    #expect(folder.names.isEmpty)
  }
}
