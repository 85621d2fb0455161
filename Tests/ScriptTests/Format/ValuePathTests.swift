import JSON
import Script
import Testing

@Suite struct ValuePathTests {
  private static let root: JSONValue = [
    "result": ["content": [["text": "a"], ["text": "b"]], "_meta": ["payin-mcp/error": ["code": 7], "": 0, "x]": 1]],
    "中": true,
  ]

  @Test(
    arguments: [
      ("result.content[0].text", "a"), ("result.content[-1].text", "b"), ("result._meta[\"payin-mcp/error\"].code", 7),
      ("[\"result\"].content[1][\"text\"]", "b"), ("result._meta[\"\"]", 0), ("result._meta[\"x]\"]", 1), ("中", true),
      ("result.content[2]", nil), ("result.content[-3]", nil), ("result.content.text", nil), ("result[0]", nil),
      ("result.content[-9223372036854775808]", nil), ("none", nil),
    ] as [(String, JSONValue?)])
  func pathLeadsToItsValue(text: String, value: JSONValue?) throws {
    #expect(try ValuePath(parsing: text.utf8).value(in: Self.root) == value)
  }

  @Test func rootIsAPath() throws {
    #expect(try ValuePath(parsing: ".".utf8).value(in: Self.root) == Self.root)
    #expect(ValuePath([]).description == ".")
  }

  @Test(
    arguments: [
      ("", 0), ("..", 0), ("a.", 2), ("a..b", 2), ("a[", 2), ("a[x]", 2), ("a[1", 2), ("a[\"x]", 2), ("a b", 1),
      ("a]", 1),
      ("a[]", 2), ("a[1]b", 4), ("a[99999999999999999999]", 2), ("[--1]", 1),
    ])
  func wrongPathIsRefusedWhereItIsWrong(text: String, offset: Int) {
    let error = #expect(throws: ValuePath.ParseError.self) { _ = try ValuePath(parsing: text.utf8) }
    #expect(error?.offset == offset)
  }

  @Test func pathIsWrittenAsItIsRead() {
    let path = ValuePath([.member("_meta"), .member("a/b"), .element(-1), .member("c d"), .member("e")])
    #expect(path.description == "_meta[\"a/b\"][-1][\"c d\"].e")
  }

  @Test func lastValueOnTheWayIsKnown() throws {
    #expect(
      try ValuePath(parsing: "result.content[5].text".utf8).longestPrefix(in: Self.root).description == "result.content"
    )
  }
}
