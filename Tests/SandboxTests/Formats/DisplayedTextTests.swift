import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DisplayedTextTests {
  /// The rows are from Unicode's data files emoji-zwj-sequences and emoji-sequences, and words of Persian, Hindi and
  /// Bengali.
  @Test(arguments: [
    "plain", "订单\u{3000}一", "a\u{A0}b", "İß é e\u{301}", "שלום", "مرحبا",
    "👩\u{200D}💻", "❤\u{FE0F}", "❤\u{FE0F}\u{200D}🔥", "👩🏽\u{200D}🚀", "🏳\u{FE0F}\u{200D}🌈", "👨\u{200D}👩\u{200D}👧",
    "1\u{FE0F}\u{20E3}",
    "🧑\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}🧑", "👁\u{FE0F}\u{200D}🗨\u{FE0F}", "\u{1F1E9}\u{1F1EA}", "©\u{FE0F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "می\u{200C}روم", "نامه\u{200C}ای", "ب\u{64E}\u{200D}ت", "क\u{94D}\u{200D}ष", "क\u{94D}\u{200C}ष",
    "ত\u{9CD}\u{200D}",
  ])
  func visibleTextStays(_ text: String) {
    #expect(Array(DisplayedText.sanitize(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    ("a\u{202E}b\u{202C}", "ab"), ("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "abc"), ("\u{200E}a\u{200F}b\u{61C}", "ab"),
    ("a\u{200B}b\u{2060}c\u{FEFF}d", "abcd"), ("a\u{200D}b", "ab"), ("a\u{200C}b", "ab"), ("x\u{200D}", "x"),
    ("\u{200D}", ""),
    ("so\u{AD}ft", "soft"), ("a\u{34F}b", "ab"), ("a\u{115F}\u{3164}\u{FFA0}b", "ab"), ("a\u{180E}b", "ab"),
    ("\u{1B}[2J\u{1B}]0;title\u{7}x", "[2J]0;titlex"), ("a\u{9B}31mb\u{90}", "a31mb"), ("a\u{0}b\u{7F}\u{8}", "ab"),
    ("a\tb\nc\r\nd\u{85}e\u{2028}f\u{2029}g\u{B}h", "a b c  d e f g h"),
    ("a\u{E000}b\u{F0000}\u{10FFFD}", "ab"), ("a\u{378}b\u{FFFE}\u{E0FFF}", "ab"), ("a\u{E0041}b\u{E007F}", "ab"),
    ("A\u{FE0F}b\u{FE0E}", "Ab"), ("1\u{FE0F}2", "12"), ("❤\u{FE0E}", "❤"), ("a\u{E0100}", "a"),
    ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}"),
    ("👩\u{200D}x", "👩x"), ("x\u{200D}💻", "x💻"), ("👩\u{200D}\u{200D}💻", "👩\u{200D}💻"), ("👩\u{200D}", "👩"),
    ("1\u{200D}2", "12"), ("م\u{200C}", "م"), ("م\u{200C}x", "مx"), ("م\u{200C}\u{202E}م", "مم"), ("א\u{200D}ב", "אב"),
    ("क\u{200D}ष", "कष"), ("\u{1F3F4}\u{E0067}\u{E0062}", "\u{1F3F4}"),
    ("\u{1F3F4}\u{E0067}\u{E0041}\u{E0062}\u{E007F}", "\u{1F3F4}"),
    ("\u{FFF9}a\u{FFFB}", "a"), ("\u{1D173}a\u{13430}", "a"),
  ])
  func invisibleTextIsLeftOut(_ text: String, _ shown: String) {
    let result = DisplayedText.sanitize(text)
    #expect(Array(result.unicodeScalars) == Array(shown.unicodeScalars), "\(result.debugDescription)")
    #expect(Array(DisplayedText.sanitize(result).unicodeScalars) == Array(shown.unicodeScalars))
  }

  /// Each code point of all planes stands between letters: nothing that is left is invisible.
  @Test func nothingInvisibleIsLeftOfAnyCodePoint() {
    var left: Set<Unicode.Scalar> = []
    for scalar in (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init) {
      left.formUnion(DisplayedText.sanitize("a\(scalar)b").unicodeScalars)
    }
    let invisible = left.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: true
      default: scalar.properties.isDefaultIgnorableCodePoint
      }
    }
    #expect(left.count > 100_000)
    #expect(invisible.isEmpty)
  }
}
