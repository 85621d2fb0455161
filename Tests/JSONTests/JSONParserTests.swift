import JSON
import Testing

struct JSONParserTests {
  /// Objects, arrays and what is in them count alike; names do not.
  @Test func valuesAreCountedUpToTheLimit() throws {
    let bytes = Array(#"[1,[null,{"a":"b","c":true}]]"#.utf8)
    #expect(try JSONParser.parse(bytes, maximumValues: 7) == JSONParser.parse(bytes))
    for (limit, offset) in [0, 1, 3, 4, 9, 14, 22].enumerated() {
      #expect(throws: JSONError(.tooManyValues, at: offset)) { try JSONParser.parse(bytes, maximumValues: limit) }
    }
  }

  // MARK: Structure

  @Test(
    arguments: [
      ("null", nil), ("true", true), ("false", false), ("7", 7), (#""""#, ""), ("[]", []), ("{}", [:]), ("[ ]", []),
      ("{\n}", [:]), (#"[null,[true],{"a":[]}]"#, [nil, [true], ["a": []]]),
      (#"{"b":{"c":"d"},"a":[1,2]}"#, ["b": ["c": "d"], "a": [1, 2]]), (#"{"":0}"#, ["": 0]),
      (" \t\r\n{ \"a\"\n:\t[ 1 ,\r2 ] }\n ", ["a": [1, 2]]),
    ] as [(String, JSONValue)])
  func readsEveryKindOfValue(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONParser.parse(text) == value)
  }

  /// RFC 8259, section 2: only space, tab, line feed and carriage return.
  @Test(arguments: ["\u{0B}", "\u{0C}", "\u{00}", "\u{85}", "\u{A0}", "\u{2028}", "\u{3000}", "\u{FEFF}", "//", "#"])
  func noOtherWhiteSpaceIsSkipped(_ space: String) {
    #expect(throws: JSONError(.unexpectedByte, at: 0)) { try JSONParser.parse("\(space)1") }
    #expect(throws: JSONError(.trailingBytes, at: 1)) { try JSONParser.parse("1\(space)") }
    #expect(throws: JSONError(.unexpectedByte, at: 1)) { try JSONParser.parse("[\(space)1]") }
    #expect(throws: JSONError(.unexpectedByte, at: 2)) { try JSONParser.parse("[1\(space)]") }
  }

  @Test func orderAndDuplicatesAreKept() throws {
    let text = #"{"z":1,"a":2,"z":3,"\u007a":4,"m":{"z":5,"z":5}}"#
    let object = try #require(try JSONParser.parse(text).object)
    #expect(object.members.map(\.name) == ["z", "a", "z", "z", "m"])
    #expect(JSONValue.object(object).description == #"{"z":1,"a":2,"z":3,"z":4,"m":{"z":5,"z":5}}"#)
  }

  // MARK: Depth

  @Test(arguments: [("[", "", "]"), (#"{"a":"#, "0", "}"), (#"[{"a":[{"":"#, "1", "}]}]")])
  func upTo128LevelsAreRead(_ open: String, _ core: String, _ close: String) throws {
    let levels = open.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    let (head, tail) = (String(repeating: open, count: 128 / levels), String(repeating: close, count: 128 / levels))
    let text = head + core + tail
    #expect(try JSONParser.parse(text).description == text)
    for (inner, end) in [("[", "]"), ("{", "}")] {
      let error = JSONError(.tooDeep, at: head.utf8.count)
      #expect(throws: error) { try JSONParser.parse(head + inner + end + tail) }
    }
  }

  @Test func levelsThatAreClosedDoNotCount() throws {
    let siblings = Array(repeating: #"[[],{"a":{}}]"#, count: 1000).joined(separator: ",")
    #expect(try JSONParser.parse("[\(siblings)]").array?.count == 1000)
  }

  @Test func endlessNestingIsRefusedWhereItIsTooDeep() {
    let text = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONError(.tooDeep, at: 128)) { try JSONParser.parse(text) }
  }

  @Test(arguments: [(0, "1", "[]", 0), (1, "[1]", "[[1]]", 1), (3, "[[[]]]", "[[[{}]]]", 3)])
  func anotherLimitMayBeSet(_ limit: Int, _ allowed: String, _ tooDeep: String, _ offset: Int) throws {
    #expect(try parse(allowed, maximumDepth: limit).description == allowed)
    #expect(throws: JSONError(.tooDeep, at: offset)) { try parse(tooDeep, maximumDepth: limit) }
  }

  private func parse(_ text: String, maximumDepth: Int) throws -> JSONValue {
    try Array(text.utf8).withUnsafeBytes { try JSONParser.parse($0, maximumDepth: maximumDepth) }
  }
}
