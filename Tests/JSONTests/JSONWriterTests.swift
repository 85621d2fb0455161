import JSON
import Testing

struct JSONWriterTests {
  /// RFC 8259, section 7, and checklist 4: what a reader may take for a line end, or act on, never stands in the output.
  private static let escapes: [(UInt32, String)] = [
    (0x22, #"\""#), (0x5C, #"\\"#), (0x00, #"\u0000"#), (0x01, #"\u0001"#), (0x02, #"\u0002"#), (0x03, #"\u0003"#),
    (0x04, #"\u0004"#), (0x05, #"\u0005"#), (0x06, #"\u0006"#), (0x07, #"\u0007"#), (0x08, #"\b"#), (0x09, #"\t"#),
    (0x0A, #"\n"#), (0x0B, #"\u000b"#), (0x0C, #"\f"#), (0x0D, #"\r"#), (0x0E, #"\u000e"#), (0x0F, #"\u000f"#),
    (0x10, #"\u0010"#), (0x11, #"\u0011"#), (0x12, #"\u0012"#), (0x13, #"\u0013"#), (0x14, #"\u0014"#),
    (0x15, #"\u0015"#), (0x16, #"\u0016"#), (0x17, #"\u0017"#), (0x18, #"\u0018"#), (0x19, #"\u0019"#),
    (0x1A, #"\u001a"#), (0x1B, #"\u001b"#), (0x1C, #"\u001c"#), (0x1D, #"\u001d"#), (0x1E, #"\u001e"#),
    (0x1F, #"\u001f"#), (0x7F, #"\u007f"#), (0x85, #"\u0085"#), (0x2028, #"\u2028"#), (0x2029, #"\u2029"#),
  ]

  /// Plain text is passed over eight bytes at a time, so each place in such a word counts.
  @Test(arguments: escapes)
  func escapesTheseWhereverTheyStand(_ character: UInt32, _ escape: String) throws {
    let character = try #require(Unicode.Scalar(character))
    for before in 0...16 {
      for after in [0, 1, 8, 16] {
        let (head, tail) = (String(repeating: "a", count: before), String(repeating: "z", count: after))
        #expect(written("\(head)\(character)\(tail)").hasSameBytes(as: "\"\(head)\(escape)\(tail)\""))
      }
    }
  }

  @Test func writesEveryOtherCharacterAsItIs() {
    let escaped = Set(Self.escapes.map(\.0))
    let planes = [0x00...0x30FF, 0xD7F0...0xE010, 0xFE00...0x1_0010, 0x1_F300...0x1_F3FF, 0x10_FFF0...0x10_FFFF]
    for scalar in planes.joined().compactMap({ Unicode.Scalar(UInt32($0)) }) where !escaped.contains(scalar.value) {
      let text = "12345678\(scalar)"
      #expect(written(text).hasSameBytes(as: "\"\(text)\""), "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("", #""""#), ("/", #""/""#), ("\r\n\u{85}\u{2029}", #""\r\n\u0085\u2029""#),
    (#"{"a":"b\n"}"#, #""{\"a\":\"b\\n\"}""#),
    ("\u{2027}\u{202A}\u{84}\u{86}", "\"\u{2027}\u{202A}\u{84}\u{86}\""), ("支付\u{7F}🐲", #""支付\u007f🐲""#),
    ("\u{A8}\u{28}\u{20A8}", "\"\u{A8}\u{28}\u{20A8}\""),
  ])
  func neighboursOfEscapedCharactersKeepTheirBytes(_ text: String, _ expected: String) {
    #expect(written(text).hasSameBytes(as: expected))
  }

  @Test(
    arguments: [
      (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (-7, "-7"), ([], "[]"), ([:], "{}"),
      ([1, "a", nil, [[]]], #"[1,"a",null,[[]]]"#),
      (["b": [1, 2], "a": ["c": true], "b": ""], #"{"b":[1,2],"a":{"c":true},"b":""}"#),
      (["\u{2028}\"": 1], #"{"\u2028\"":1}"#),
    ] as [(JSONValue, String)])
  func writesCompactTextInOrder(_ value: JSONValue, _ expected: String) {
    #expect(value.description == expected)
  }

  /// A message is put together from values and from text that was written earlier.
  @Test func writesPiecesOneAfterTheOther() {
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","id":"#)
    writer.write(JSONValue.number(JSONNumber(1)))
    writer.writeRaw(#","result":"#)
    writer.writeRaw(JSONWriter.bytes(of: ["a": "é"]))
    writer.writeRaw("}")
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"jsonrpc":"2.0","id":1,"result":{"a":"é"}}"#)
  }

  private func written(_ text: String) -> String {
    String(decoding: JSONWriter.bytes(of: .string(text)), as: UTF8.self)
  }
}
