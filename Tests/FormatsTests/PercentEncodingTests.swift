import Formats
import Testing

struct PercentEncodingTests {
  @Test(arguments: [
    ("", ""), ("aZ09-._~", "aZ09-._~"), ("a b/c?d", "a%20b%2Fc%3Fd"), ("é", "%C3%A9"), ("\u{0}%", "%00%25"),
  ])
  func encodedTextIsDecodedAgain(_ text: String, _ encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
    #expect(PercentEncoding.decode(encoded) == text)
  }

  @Test func lowerCaseDigitsAreDecoded() {
    #expect(PercentEncoding.decode("%c3%a9") == "é")
  }

  @Test func plusIsASpaceInFormsOnly() {
    #expect(PercentEncoding.decode("a+b") == "a+b")
    #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
  }

  @Test(arguments: ["%", "%4", "%4g", "%%41", "%ff", "%C3"])
  func brokenEscapesAndBrokenUTF8AreRefused(_ text: String) {
    #expect(PercentEncoding.decode(text) == nil)
  }
}
