import Formats
import Testing

@Suite struct Base64Tests {
  /// RFC 4648, section 10, and the two letters that are no letters.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{3FF}>?", "z78+Pw=="),
  ])
  func textIsThatOfTheRFC(text: String, expected: String) {
    #expect(Base64.encode(Array(text.utf8)) == expected)
  }
}
