import Testing

@testable import PayIn

@Suite struct TextCleanerTests {
  @Test(arguments: [
    ("Order not found", "Order not found"), ("a\nb\tc\r", "a b c "), ("a\u{0}\u{1B}[31mb\u{7F}", "a[31mb"),
    ("a\u{202E}b\u{2066}c\u{200F}", "abc"), ("a\u{200B}b\u{200D}c\u{FEFF}d\u{2060}", "abcd"),
    ("a\u{E0041}\u{FE0F}b", "ab"),
    ("a\u{2028}b\u{85}c", "a b c"), ("金额不足 é", "金额不足 é"),
  ])
  func onlyVisibleTextOnOneLineRemains(_ text: String, _ clean: String) {
    #expect(TextCleaner(hiding: nil).clean(text) == clean)
  }

  @Test func longTextIsCutVisibly() {
    let clean = TextCleaner(hiding: nil).clean(String(repeating: "金", count: 50), limit: 10)
    #expect(clean.count == 10)
    #expect(clean.hasSuffix("…"))
  }

  @Test(arguments: [
    "key \(APIKey.canary)!", "pk_canary\u{200B}0123456789abcdef", "\(APIKey.canary)\(APIKey.canary)",
  ])
  func keyIsHiddenWhereverItStands(_ text: String) throws {
    let cleaner = TextCleaner(hiding: try APIKey(APIKey.canary))
    #expect(!cleaner.clean(text).contains("canary0"))
    #expect(!cleaner.clean(text, limit: 20).contains("canary0"))
  }
}
