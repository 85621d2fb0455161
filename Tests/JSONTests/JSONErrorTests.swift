import JSON
import Testing

/// Where the grammar of RFC 8259 is left: at the first byte with which no text can go on, or at the start of the word,
/// the escape or the character that is none.
struct JSONErrorTests {
  @Test(
    arguments: [
      ("", .unexpectedEnd, 0), ("  \n", .unexpectedEnd, 3), ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
      ("[1,", .unexpectedEnd, 3), ("{", .unexpectedEnd, 1), (#"{"a"#, .unexpectedEnd, 3), (#"{"a""#, .unexpectedEnd, 4),
      (#"{"a":"#, .unexpectedEnd, 5), (#"{"a":1"#, .unexpectedEnd, 6), (#"{"a":1,"#, .unexpectedEnd, 7),
      (#""abc"#, .unexpectedEnd, 4), (#""abc\"#, .unexpectedEnd, 5), (#""\u12"#, .unexpectedEnd, 5),
      (#""\ud83d\ud"#, .unexpectedEnd, 10), ("tru", .unexpectedEnd, 3), ("[n", .unexpectedEnd, 2),
    ] as [(String, JSONError.Code, Int)])
  func aTextThatStopsIsWrongAtItsEnd(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    #expect(throws: JSONError(code, at: offset)) { try JSONParser.parse(text) }
  }

  @Test(
    arguments: [
      ("]", .unexpectedByte, 0), ("[,1]", .unexpectedByte, 1), ("[1,]", .unexpectedByte, 3),
      ("[1,,2]", .unexpectedByte, 3), ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2),
      ("[1:2]", .unexpectedByte, 2),
      ("{,}", .unexpectedByte, 1), (#"{"a":1,}"#, .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1),
      ("{'a':1}", .unexpectedByte, 1), ("{1:1}", .unexpectedByte, 1), (#"{"a" 1}"#, .unexpectedByte, 5),
      (#"{"a",1}"#, .unexpectedByte, 4), (#"{"a":}"#, .unexpectedByte, 5), (#"{"a":1]"#, .unexpectedByte, 6),
      (#"{"a":1 "b":2}"#, .unexpectedByte, 7), ("[/**/1]", .unexpectedByte, 1), ("True", .unexpectedByte, 0),
      ("truE", .invalidLiteral, 0), ("[1,nul]", .invalidLiteral, 3), ("fa1se", .invalidLiteral, 0),
      ("truee", .trailingBytes, 4), ("1 2", .trailingBytes, 2), ("{}}", .trailingBytes, 2), ("[] ,", .trailingBytes, 3),
      (#""a" "b""#, .trailingBytes, 4), ("null\0", .trailingBytes, 4),
      ("[\"a\nb\"]", .controlCharacter, 3), ("\"\t\"", .controlCharacter, 1), ("\"12345678\0\"", .controlCharacter, 9),
      ("\"é\u{1F}\"", .controlCharacter, 3), ("{\"a\rb\":1}", .controlCharacter, 3),
      (#""\x""#, .invalidEscape, 1), (#""ab\'c""#, .invalidEscape, 3), (#""\U0041""#, .invalidEscape, 1),
      (#""\u12g4""#, .invalidEscape, 5), (#""\u 041""#, .invalidEscape, 3), (#""\u12""#, .invalidEscape, 5),
      (#""\ud83d\u00zz""#, .invalidEscape, 11), (#"["a\0"]"#, .invalidEscape, 3), ("\"\\\n\"", .invalidEscape, 1),
    ] as [(String, JSONError.Code, Int)])
  func aWrongByteIsPointedAt(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    #expect(throws: JSONError(code, at: offset)) { try JSONParser.parse(text) }
  }

  @Test func messageNamesTheByte() {
    #expect(JSONError(.unexpectedByte, at: 3).description == "unexpected byte at byte 3")
    #expect(JSONError(.tooDeep, at: 128).description == "nested deeper than 128 levels at byte 128")
  }
}
