import JSON
import Testing

/// RFC 8259, sections 7 and 8.
struct JSONStringTests {
  // MARK: Escapes

  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{08}\u{0C}\n\r\t"), (#"\u0041\u00e9\u00E9\u2028"#, "A\u{E9}\u{E9}\u{2028}"),
    (#"\u0000"#, "\0"), (#"\uFFFF\ufffe"#, "\u{FFFF}\u{FFFE}"), (#"\ud7ff\ue000"#, "\u{D7FF}\u{E000}"),
    (#"\ud800\udc00\uDBFF\uDFFF"#, "\u{10000}\u{10FFFF}"), (#"\uD83D\udC32"#, "🐲"), (#"a\u0301"#, "a\u{301}"),
    (#"支\n付"#, "支\n付"), (#"12345678\t12345678"#, "12345678\t12345678"), (#"\\u0041"#, #"\u0041"#), ("\u{7F}", "\u{7F}"),
  ])
  func escapesStandForTheirCharacters(_ escaped: String, _ text: String) throws {
    #expect(try parse(escaped).hasSameBytes(as: text))
    let object = try #require(try JSONParser.parse("{\"\(escaped)\":0}").object)
    #expect(try #require(object.members.first).name.hasSameBytes(as: text))
  }

  /// `\ud800` to `\udfff` without the other half. Reading with replacement goes on at what follows the half.
  @Test(arguments: [
    (#"\ud800"#, 1, "\u{FFFD}"), (#"\uDBFF"#, 1, "\u{FFFD}"), (#"\udc00"#, 1, "\u{FFFD}"), (#"\uDFFF"#, 1, "\u{FFFD}"),
    (#"ab\udc00"#, 3, "ab\u{FFFD}"), (#"\ud800x"#, 1, "\u{FFFD}x"), (#"\ud800\n"#, 1, "\u{FFFD}\n"),
    (#"\ud800\u0041"#, 1, "\u{FFFD}A"), (#"\udc00\ud800"#, 1, "\u{FFFD}\u{FFFD}"),
    (#"\ud800\ud800\udc00"#, 1, "\u{FFFD}\u{10000}"), (#"\ud83d\udc32\udc32"#, 13, "🐲\u{FFFD}"),
    (#"\udc00\udc00"#, 1, "\u{FFFD}\u{FFFD}"), (#"\ud800\\udc00"#, 1, #"�\udc00"#),
  ])
  func halfASurrogatePairIsRefusedOrReplaced(_ escaped: String, _ offset: Int, _ replaced: String) throws {
    #expect(throws: JSONError(.loneSurrogate, at: offset)) { try parse(escaped) }
    #expect(try parse(escaped, loneSurrogates: .replace).hasSameBytes(as: replaced))
  }

  // MARK: UTF-8

  @Test(arguments: [
    "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}", "\u{E000}", "\u{FEFF}",
    "\u{FFFF}", "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{FFFFF}", "\u{100000}", "\u{10FFFF}",
  ])
  func everyLengthOfUTF8IsReadToItsBounds(_ character: String) throws {
    #expect(try parse(character).hasSameBytes(as: character))
    #expect(try parse("1234567\(character)\(character)8\\n").hasSameBytes(as: "1234567\(character)\(character)8\n"))
  }

  /// The Unicode Standard, table 3-7: what it does not list is ill-formed.
  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2], [0xDF, 0x7F], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
      [0xED, 0xA0, 0xBD, 0xED, 0xB0, 0xB2], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x92],
      [0xF0, 0x9F, 0x92, 0x41], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xC3, 0xA9, 0xA9],
    ] as [[UInt8]])
  func illFormedUTF8IsRefusedWhereItStarts(_ sequence: [UInt8]) {
    // é is well-formed; only the byte after it is not.
    let start = sequence == [0xC3, 0xA9, 0xA9] ? 2 : 0
    for head in ["", "a", "12345678", "é", "支付\u{10FFFF}", #"\n"#, #"é\ud83d\udc32"#] {
      for tail in ["", "a", "12345678", "é", #"\t"#] {
        let bytes = Array("\"\(head)".utf8) + sequence + Array("\(tail)\"".utf8)
        let error = JSONError(.invalidUTF8, at: 1 + head.utf8.count + start)
        #expect(throws: error) { try JSONParser.parse(bytes) }
        #expect(throws: JSONError(.invalidUTF8, at: error.offset + 1)) {
          try JSONParser.parse([UInt8(ascii: "{")] + bytes + Array(":1}".utf8))
        }
      }
    }
  }

  @Test(arguments: [[0xEF, 0xBB, 0xBF, 0x31], [0xFF, 0xFE, 0x31, 0x00], [0xC3, 0xA9], [0x80], [0xFF]] as [[UInt8]])
  func nothingButASCIIStandsOutsideStrings(_ bytes: [UInt8]) {
    #expect(throws: JSONError(.unexpectedByte, at: 0)) { try JSONParser.parse(bytes) }
    #expect(throws: JSONError(.unexpectedByte, at: 1)) { try JSONParser.parse([UInt8(ascii: "[")] + bytes) }
    #expect(throws: JSONError(.trailingBytes, at: 1)) { try JSONParser.parse([UInt8(ascii: "1")] + bytes) }
  }

  private func parse(
    _ escaped: String, loneSurrogates: JSONParser.LoneSurrogates = .refuse
  ) throws -> String {
    try #require(try JSONParser.parse(Array("\"\(escaped)\"".utf8), loneSurrogates: loneSurrogates).string)
  }
}
