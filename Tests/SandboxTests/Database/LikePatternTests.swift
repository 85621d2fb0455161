import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct LikePatternTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let search: String
    let isFound: Bool
    var testDescription: String { "\(search.debugDescription) in \(text.debugDescription)" }

    init(_ text: String, _ search: String, _ isFound: Bool) {
      self.text = text
      self.search = search
      self.isFound = isFound
    }
  }

  /// Each answer is that of PostgreSQL 15 (UTF8, C.utf8) to `SELECT text ILIKE '%' || search || '%'`.
  @Test(arguments: [
    Row("a\\b", "a\\b", false),
    Row("ab", "a\\b", true),
    Row("a\\b", "a\\\\b", true),
    Row("a\\\\b", "a\\\\b", false),
    Row("a\\b", "a_b", true),
    Row("a\\b", "a%b", true),
    Row("\\", "\\", false),
    Row("100%", "\\", true),
    Row("\\", "\\\\", true),
    Row("a\\", "a\\", false),
    Row("a%", "a\\", true),
    Row("ends in a%", "a\\", true),
    Row("a%b", "a\\", false),
    Row("100%", "100%", true),
    Row("100 and more", "100%", true),
    Row("1x0", "100%", false),
    Row("100%", "100\\%", true),
    Row("100 and more", "100\\%", false),
    Row("a_b", "a_b", true),
    Row("axb", "a_b", true),
    Row("ab", "a_b", false),
    Row("axb", "a\\_b", false),
    Row("a_b", "a\\_b", true),
    Row("a\u{1F469}b", "a_b", true),
    Row("a\u{1F469}\u{200D}\u{1F4BB}b", "a_b", false),
    Row("a\u{1F469}\u{200D}\u{1F4BB}b", "a___b", true),
    Row("a\u{301}", "a_", true),
    Row("\u{130}", "\u{130}", true),
    Row("\u{130}", "i", true),
    Row("i", "\u{130}", true),
    Row("I", "\u{130}", true),
    Row("\u{131}", "i", false),
    Row("\u{131}", "I", false),
    Row("\u{DF}", "\u{DF}", true),
    Row("\u{DF}", "ss", false),
    Row("STRASSE", "stra\u{DF}e", false),
    Row("\u{1E9E}", "\u{DF}", true),
    Row("\u{3A3}", "\u{3C3}", true),
    Row("\u{3C2}", "\u{3A3}", false),
    Row("\u{212A}", "k", true),
    Row("k", "\u{212A}", true),
    Row("\u{C9}", "\u{E9}", true),
    Row("\u{E9}", "e\u{301}", false),
    Row("e\u{301}", "\u{E9}", false),
    Row("\u{8BA2}\u{5355}\u{3000}1", "\u{8BA2}\u{5355}\u{3000}1", true),
    Row("\u{8BA2}\u{5355}\u{3000}1", "\u{8BA2}\u{5355} 1", false),
    Row("\u{8BA2}\u{5355}\u{3000}1", "\u{8BA2}\u{5355}_1", true),
    Row("ORDER-1", "order-1", true),
    Row("xORDER-1x", "order-1", true),
    Row("abc", "%", true),
    Row("abc", "_", true),
    Row("", "x", false),
    Row("abc", "____", false),
    Row("abc", "___", true),
    Row("aXbXc", "a%b%c", true),
    Row("acb", "a%b%c", false),
    Row("\u{1C4}", "\u{1C6}", true),
    Row("\u{10400}", "\u{10428}", true),
    Row("\u{645}\u{6CC}\u{200C}\u{631}\u{648}\u{645}", "\u{645}\u{6CC}\u{200C}\u{631}\u{648}\u{645}", true),
    Row("\u{645}\u{6CC}\u{631}\u{648}\u{645}", "\u{645}\u{6CC}\u{200C}\u{631}\u{648}\u{645}", false),
    Row("aab", "a%ab", true),
    Row("x\\%y", "\\\\\\%", true),
    Row("\u{FF41}", "\u{FF21}", true),
    Row("\u{C0}\u{C9}", "\u{E0}\u{E9}", true),
    Row("\u{414}\u{41E}\u{41C}", "\u{434}\u{43E}\u{43C}", true),
    Row("\u{3A9}", "\u{3C9}", true),
    Row("\u{FB01}", "FI", false),
    Row("\u{200D}x", "x", true),
    Row("a\u{A}b", "a_b", true),
    Row("a\\nb", "a\\nb", false),
  ])
  func findsWhatPostgreSQLFinds(_ row: Row) {
    #expect(LikePattern(searching: row.search).matches(row.text) == row.isFound)
  }

  /// Backtracking without a bound would take longer than the universe has.
  @Test(.timeLimit(.minutes(1))) func hostilePatternEnds() {
    let search = String(repeating: "a%", count: 100) + "b"
    #expect(!LikePattern(searching: search).matches(String(repeating: "a", count: 255)))
  }
}
