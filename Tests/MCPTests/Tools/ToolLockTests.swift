import JSON
import MCP
import Testing

@Suite struct ToolLockTests {
  private static let tool: JSONObject = [
    "name": "pay", "description": "Pays.", "inputSchema": ["type": "object", "properties": ["b": [:], "a": [:]]],
    "annotations": ["readOnlyHint": false],
  ]

  private static func lock(_ tools: JSONObject...) -> ToolLock {
    ToolLock(tools, version: "1")
  }

  private static func tool(_ name: String, _ changes: JSONObject = [:]) -> JSONObject {
    var tool = tool
    tool["name"] = .string(name)
    for change in changes.members { tool[change.name] = change.value }
    return tool
  }

  /// Hashes by `printf %s '…' | sha256sum` of the members as sorted JSON.
  @Test func hashesAreThoseOfSortedJSON() {
    #expect(
      Self.lock(Self.tool).json == [
        "version": "1", "language": "en", "hash": "sha256",
        "tools": [
          "pay": [
            "annotations": "a928ca8041f158ddef4913627a16acdc097291e12de3b72d9d55d8527802f6df",
            "description": "03bd3247355e229cefe54f36ee5c568f42890452d9d33ddbc1c6b9fb5a4a32c6",
            "inputSchema": "3aff5047d16e224634e50be16306292b75b8c8f7c3be62b94818bde673b6ba6a",
          ]
        ],
      ])
  }

  @Test func orderOfMembersIsNoChange() {
    let reordered = Self.tool("pay", ["inputSchema": ["properties": ["a": [:], "b": [:]], "type": "object"]])
    #expect(Self.lock(Self.tool).changes(to: Self.lock(reordered)).isEmpty)
  }

  @Test func changesAreNamedWithTheirParts() {
    var bare = Self.tool("c", ["description": "Other."])
    bare["annotations"] = nil
    let later = Self.lock(
      Self.tool("a"), Self.tool("b", ["outputSchema": [:], "inputSchema": ["type": "object"]]), bare, Self.tool("e"))
    let changes = Self.lock(Self.tool("a"), Self.tool("b"), Self.tool("c"), Self.tool("d")).changes(to: later)
    #expect(
      changes == [
        .changed("b", parts: ["inputSchema", "outputSchema"]), .changed("c", parts: ["annotations", "description"]),
        .removed("d"), .added("e"),
      ])
  }

  @Test func writtenLockIsReadAgain() throws {
    let lock = Self.lock(Self.tool, Self.tool("other"))
    #expect(ToolLock(try JSONParser.parse(lock.json.description)) == lock)
  }

  @Test(arguments: [
    "[]", "{}", #"{"version":"1","language":"en","hash":"md5","tools":{}}"#,
    #"{"version":"1","language":"zh","hash":"sha256","tools":{}}"#,
    #"{"version":"1","language":"en","hash":"sha256","tools":{"a":1}}"#,
    #"{"version":"1","language":"en","hash":"sha256","tools":{"a":{"b":1}}}"#,
  ])
  func otherJSONIsNoLock(text: String) throws {
    #expect(ToolLock(try JSONParser.parse(text)) == nil)
  }
}
