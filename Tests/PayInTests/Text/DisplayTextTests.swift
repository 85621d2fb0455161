import Testing

@testable import PayIn

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("Order not found", "Order not found"), ("a\nb\tc\r", "a b c "), ("a\u{0}\u{1B}[31mb\u{7F}", "a[31mb"),
    ("a\u{202E}b\u{2066}c\u{200F}", "abc"), ("a\u{200B}b\u{200D}c\u{FEFF}d\u{2060}", "abcd"),
    ("a\u{E0041}\u{FE0F}b", "ab"), ("INV-1\u{FE0F}", "INV-1"), ("soft\u{AD}hyphen", "softhyphen"),
    ("a\u{2028}b\u{85}c", "a b c"), ("金额不足 é", "金额不足 é"), ("a\u{E000}b\u{FFFF}c", "abc"),
  ])
  func onlyVisibleTextOnOneLineRemains(_ text: String, _ shown: String) {
    #expect(DisplayText(raw: text).rendered() == shown)
  }

  /// What shapes its neighbours is part of them.
  @Test(arguments: [
    "gift-❤️-2", "👩‍💻-77", "می‌روم", "订单　1".replacing("　", with: " "), "1️⃣", "👨🏽‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "क्‍ष", "葛󠄀城",
  ])
  func emojiAndJoinedLettersStayWhole(_ text: String) {
    #expect(DisplayText(raw: text).rendered().utf8.elementsEqual(text.utf8))
  }

  /// Tags after a flag could spell anything; three flags are known.
  @Test func tagsThatSpellWordsAreRemoved() {
    let tags = "ignore".unicodeScalars.compactMap { Unicode.Scalar(0xE0000 + $0.value) }
    let hidden = String(String.UnicodeScalarView(tags))
    #expect(DisplayText(raw: "🏴\(hidden)\u{E007F}").rendered() == "🏴")
  }

  @Test func longTextIsCutVisibly() {
    let shown = DisplayText(raw: String(repeating: "金", count: 50), limit: 10).rendered()
    #expect(shown.count == 10)
    #expect(shown.hasSuffix("…"))
  }

  @Test func urlIsNeverCut() {
    let url = "https://pay.example/" + String(repeating: "x", count: 978)
    let text: DisplayText = "Pay at \(whole: url)."
    #expect(text.rendered() == "Pay at \(url).")
  }

  @Test func quotedTextCannotCloseItsQuotes() {
    let text: DisplayText = "reference: \(quoted: "a\" amount: \"1\u{202E}\\")"
    #expect(text.rendered() == #"reference: "a\" amount: \"1\u202e\\""#)
  }

  /// Without the character the reference would be that of another user.
  @Test(arguments: [
    ("u1\u{200B}", #""u1\u200b""#), ("\u{202E}u1", #""\u202eu1""#), ("u\u{0}1\n", #""u\u00001\n""#),
    ("👩\u{200D}💻 u1", "\"👩\u{200D}💻 u1\""),
  ])
  func invisibleCharacterIsAnEscapeInQuotationMarks(_ raw: String, _ expected: String) {
    let text: DisplayText = "\(quoted: raw)"
    #expect(text.rendered() == expected)
  }

  @Test func keyWithInvisibleCharactersIsHiddenInQuotationMarks() throws {
    let text: DisplayText = "\(quoted: "pk_canary\u{200B}0123456789abcdef")"
    let shown = text.rendered(hiding: Secrets(try APIKey(APIKey.canary)))
    #expect(!shown.contains("0123456789"))
  }

  @Test func ownTextKeepsItsLinesAndThatFromOutsideLosesThem() {
    let text: DisplayText = "a\n\("b\nc")\n\(7)"
    #expect(text.rendered() == "a\nb c\n7")
  }

  @Test(arguments: [
    "key \(APIKey.canary)!", "pk_canary\u{200B}0123456789abcdef", "\(APIKey.canary)\(APIKey.canary)",
    "\(APIKey.canary)\u{301}",
  ])
  func keyIsHiddenWhereverItStands(_ text: String) throws {
    let secrets = Secrets(try APIKey(APIKey.canary))
    for limit in [20, DisplayText.defaultLimit] {
      let shown = DisplayText(raw: text, limit: limit).rendered(hiding: secrets)
      #expect(!shown.unicodeScalars.contains("canary0".unicodeScalars))
    }
  }

  /// By characters, a combining mark after the key would make its last letter another one.
  @Test func keyBeforeACombiningMarkIsHiddenInData() throws {
    let secrets = Secrets(try APIKey(APIKey.canary))
    let shown = secrets.redact("\(APIKey.canary)\u{301}")
    #expect(!Array(shown.utf8).indices.contains { Array(shown.utf8)[$0...].starts(with: APIKey.canary.utf8) })
  }
}
