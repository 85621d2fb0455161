import Testing

@testable import JSONSchema

/// Expected values by ECMA-262 with the `u` flag.
struct PatternTests {
  @Test(
    arguments: [
      (
        "^[0-9]{1,18}(\\.[0-9]{1,6})?$", ["0", "10.50", "123456789012345678.123456"],
        ["", "-1", "1e3", "10.", ".5", "1.1234567", "10\n", " 10", "٣"]
      ),
      ("a+", ["a", "xaax"], ["", "b"]),
      ("^a|b$", ["ax", "xb", "b"], ["xa", "bx"]),
      ("^(a|b)*$", ["", "abba"], ["abc"]),
      ("^(?:ab){2}$", ["abab"], ["ab", "ababab"]),
      ("^x{2,}$", ["xx", "xxxx"], ["x"]),
      ("^[^a-c]$", ["d", "é", "🐲", "\n"], ["a", "b", "c", "dd"]),
      ("^[a\\-z]$", ["a", "-", "z"], ["b"]),
      ("^[-a]$", ["-", "a"], ["b"]),
      ("^[a-]$", ["-", "a"], ["b"]),
      ("^[\\w.:-]+$", ["a_1.:-"], ["a b", "é"]),
      ("^.$", ["a", "🐲", "\u{85}"], ["", "\n", "\r", "\u{2028}", "ab"]),
      ("^\\u0061\\t$", ["a\t"], ["b\t"]),
      ("^🐲*$", ["", "🐲🐲"], ["🐉"]),
      ("^e\u{301}$", ["e\u{301}"], ["\u{E9}"]),
      ("^\\s\\S$", ["\u{FEFF}x", "\u{A0}x", " x"], ["\u{200B}x", "xx"]),
      ("a^b", [], ["ab", "b"]),
      ("(^a)*b", ["b", "ab", "cb"], ["a"]),
      ("", ["", "x"], []),
      ("(a|)b", ["b", "ab"], ["a"]),
      (
        "^0x[0-9a-fA-F]{40}$", ["0x52908400098527886E0F7030069857D2E4169EE7"],
        ["0x52908400098527886E0F7030069857D2E4169EE", "52908400098527886E0F7030069857D2E4169EE7"]
      ),
    ] as [(String, [String], [String])])
  func findsWhatECMAScriptFinds(_ pattern: String, _ matching: [String], _ others: [String]) throws {
    let pattern = try Pattern(pattern)
    for text in matching { #expect(pattern.matches(text), "\(text.debugDescription)") }
    for text in others { #expect(!pattern.matches(text), "\(text.debugDescription)") }
  }

  @Test(
    arguments: [
      ("(", .malformed, 1), (")", .malformed, 0), ("a)b", .malformed, 1), ("[a", .malformed, 2), ("*a", .malformed, 0),
      ("a{", .malformed, 2),
      ("a{2,1}", .malformed, 6), ("}", .malformed, 0), ("]", .malformed, 0), ("a\\", .malformed, 2),
      ("[z-a]", .malformed, 4),
      ("[\\d-]x{", .malformed, 7), ("\\u12", .malformed, 4), ("[\\d-x]", .malformed, 5), ("[]", .unsupported, 1),
      ("[^]", .unsupported, 2),
      ("[[a]", .unsupported, 1),
      ("()", .unsupported, 1), ("(?=a)", .unsupported, 2), ("(?<n>a)", .unsupported, 2), ("a*?", .unsupported, 2),
      ("a++", .unsupported, 2),
      ("\\1", .unsupported, 0), ("\\b", .unsupported, 0), ("\\p{L}", .unsupported, 0), ("\\cA", .unsupported, 0),
      ("\\-", .unsupported, 0),
      ("^*", .malformed, 1), ("\\ud800", .unsupported, 0), ("a{1001}", .tooLarge, 5), ("(a{1000}){1000}", .tooLarge, 0),
      (String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40), .tooLarge, 33),
    ] as [(String, PatternError.Code, Int)])
  func refusesTheRest(_ pattern: String, _ code: PatternError.Code, _ offset: Int) {
    #expect(throws: PatternError(code: code, offset: offset)) { try Pattern(pattern) }
  }

  /// Exponential for engines that try one alternative after the other.
  @Test func timeIsBoundedForHostileTexts() throws {
    let pattern = try Pattern("^(a+)+(a|aa)*$")
    #expect(!pattern.matches(String(repeating: "a", count: 20_000) + "b"))
  }
}
