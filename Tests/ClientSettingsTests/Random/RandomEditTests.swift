import ClientSettings
import JSON
import TestSupport
import Testing

/// Random files of each format: an addition and its removal, judged by other parsers.
@Suite struct RandomEditTests {
  private static let count = RandomizedTests.count(400, full: 20_000)
  private static let seed = RandomizedTests.seed(otherwise: 15)
  private static let clients = ["claude-code", "vscode", "zed", "codex", "goose"]

  private static func text(_ client: Client, _ index: UInt64) -> [UInt8] {
    let seed = seed &* 1_000_003 &+ index
    switch client.format {
    case .json, .jsonWithComments:
      var generator = RandomJSON(seed: seed, hasComments: client.format == .jsonWithComments)
      return generator.text(container: client.container[0])
    case .toml:
      var generator = RandomTOML(seed: seed)
      return generator.text()
    case .yaml:
      var generator = RandomYAML(seed: seed)
      return generator.text()
    }
  }

  /// Each text that can be read, with the server added.
  private static func additions(_ client: Client) throws -> [(before: [UInt8], after: [UInt8], edit: SettingsEdit)] {
    let server = ServerDefinition(
      name: "payin", program: "/opt/it's \"payin\"/é/payin-mcp", environment: [("PAYIN_LANG", "zh"), ("X", "a: #b\\")],
      asksForKey: true)
    return try (0..<UInt64(count)).compactMap { index in
      let before = text(client, index)
      // TOML may define a name twice by chance, and both parsers refuse that.
      guard (try? client.format.value(of: before)) != nil else { return nil }
      let edit = try client.edit(server, in: before)
      return (before, try client.format.adding(edit, to: before), edit)
    }
  }

  @Test(.enabled(if: EditPeer.isPresent), arguments: clients)
  func otherParsersFindTheEntryAndNothingElseNew(name: String) throws {
    let client = try #require(ClientSettings.client(named: name))
    let additions = try Self.additions(client)
    #expect(additions.count > Self.count / 2)
    try EditPeer.check(
      additions.filter { $0.edit.input == nil }.map {
        .init(
          format: client.format, before: $0.before, after: $0.after, path: client.container + ["payin"],
          entry: $0.edit.entry)
      })
  }

  /// Every byte of the old text stands in the new one, in order, and the new text is added at one or two places.
  @Test(arguments: clients) func additionOnlyInserts(name: String) throws {
    let client = try #require(ClientSettings.client(named: name))
    for (before, after, edit) in try Self.additions(client) {
      let texts = [before, after].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n=>\n")
      if edit.input == nil {
        let start = zip(before, after).prefix { $0 == $1 }.count
        #expect(after.suffix(before.count - start) == before[start...], "\(texts)")
      }
      #expect(try client.format.adding(edit, to: after) == after, "\(texts)")
    }
  }

  /// Without a copy of the old file: what remains has the same content.
  @Test(.enabled(if: EditPeer.isPresent), arguments: clients)
  func removalWithoutTheCopyLeavesTheSameContent(name: String) throws {
    let client = try #require(ClientSettings.client(named: name))
    let edits = try Self.additions(client).map { before, after, edit in
      let removed = try client.format.removing(edit.path, input: "payin-api-key", from: after)
      return EditPeer.Edit(
        format: client.format, before: before, after: removed, path: client.container + ["payin"], entry: nil)
    }
    try EditPeer.check(edits)
  }

  @Test(arguments: clients) func additionAndRemovalAreTheIdentity(name: String) throws {
    let client = try #require(ClientSettings.client(named: name))
    let folder = try SettingsFolder()
    for (before, after, _) in try Self.additions(client).prefix(RandomizedTests.count(100, full: 2000)) {
      try folder.write(before)
      let server = ServerDefinition(
        name: "payin", program: "/opt/it's \"payin\"/é/payin-mcp",
        environment: [("PAYIN_LANG", "zh"), ("X", "a: #b\\")],
        asksForKey: true)
      _ = try folder.add(name, server)
      #expect(folder.bytes == after)
      _ = try folder.remove(name)
      #expect(folder.bytes == before, "\(String(decoding: before, as: UTF8.self))")
      #expect(folder.names == ["settings"])
    }
  }
}
