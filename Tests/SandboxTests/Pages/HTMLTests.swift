import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct HTMLTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let value: String
    let shown: String
    var testDescription: String { value }

    init(_ value: String, _ shown: String) {
      self.value = value
      self.shown = shown
    }
  }

  @Test(arguments: [
    Row("plain", "plain"),
    Row("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    Row("a & b", "a &amp; b"),
    Row("&lt;", "&amp;lt;"),
    Row("\" onload=\"x", "&quot; onload=&quot;x"),
    Row("' onload='x", "&#39; onload=&#39;x"),
    Row("咖啡 ☕ é", "咖啡 ☕ é"),
    Row("zero\u{0}bell\u{7}next\u{85}", "zerobellnext "),
    Row("line\nand\ttab\rend", "line and tab end"),
    // What would show `cod.exe` as something else, and a closing that would reach past the value.
    Row("\u{202E}exe.doc\u{202C}", "exe.doc"),
    Row("\u{2066}a\u{2067}b\u{2068}c\u{2069}d", "abcd"),
    Row("👩\u{200D}👩", "👩\u{200D}👩"),
  ])
  func valuesAreOnlyText(_ row: Row) {
    let text: HTML = "<p>\(row.value)</p>"
    #expect(text.text == "<p>\(row.shown)</p>")
    let attribute: HTML = "<a title=\"\(row.value)\">"
    #expect(attribute.text == "<a title=\"\(row.shown)\">")
  }

  @Test func markupIsEscapedOnce() {
    let inner: HTML = "<b>\("<")</b>"
    let none: HTML? = nil
    let outer: HTML = "<p>\(inner)\([inner, inner])\(none)\(7)</p>"
    #expect(outer.text == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>7</p>")
  }

  /// What programs read is the value itself.
  @Test func exactValueIsOnlyEscaped() {
    let value = "\u{202E}a\u{200B}b\tc\nd\re<&>\"'\u{E000}"
    let field: HTML = "<input value=\"\(exact: value)\">"
    #expect(field.text == "<input value=\"\u{202E}a\u{200B}b\tc\nd&#13;e&lt;&amp;&gt;&quot;&#39;\u{E000}\">")
  }

  @Test func linesStayLines() {
    let text: HTML = "<p>\(lines: "one\u{202E}\r\ntwo\u{2028}three\ttabs")</p>"
    #expect(text.text == "<p>one\ntwo\nthree tabs</p>")
  }
}
