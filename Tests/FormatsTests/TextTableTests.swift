import Formats
import Testing

struct DisplayWidthTests {
  /// Widths by Python's `unicodedata.east_asian_width`: W and F take two columns. The last five are one character each
  /// of several scalars.
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("中文", 4), ("，：。！￥", 10), ("한", 2), ("ア", 2), ("１Ａ", 4), ("㐀", 2), ("𠀀", 2),
    ("€№·—…", 5), ("ｱ", 1), ("e\u{301}", 1), ("\u{200B}", 0), ("🧾", 2), ("👩‍💻", 2), ("🇨🇳", 2), ("☀\u{FE0F}", 2),
  ])
  func columnsAreThoseOfATerminal(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("中文字符", 5, "中文…"), ("中文字符", 4, "中…")])
  func textIsCutToColumns(_ text: String, _ columns: Int, _ cut: String) {
    #expect(DisplayWidth.cut(text, to: columns) == cut)
  }
}

struct TextTableTests {
  @Test func columnsAreAlignedByWidthAndNumbersByTheirPoint() {
    let table = TextTable(
      header: ["name", "amount", "n"],
      rows: [["订单", "49.90", "1"], ["b", "1000", "20"], ["", "", ""], ["c", "-0.5", "3"]])
    #expect(
      table.layout().lines == [
        "name   amount   n",
        "订单    49.90   1",
        "b     1000     20",
        "",
        "c       -0.5    3",
      ])
  }

  @Test func pairsHaveNoHeader() {
    #expect(TextTable(rows: [["a", "1 x"], ["long", "2"]]).layout().lines == ["a     1 x", "long  2"])
    #expect(TextTable(rows: []).layout().lines == [])
  }

  @Test func addressesAreLeftOutAndProseIsCutWhereThereIsNoRoom() {
    let address = "0x" + String(repeating: "a", count: 60)
    let prose = "word " + String(repeating: "x", count: 60)
    let layout = TextTable(header: ["id", "address", "note", "z"], rows: [["1", address, prose, "y"]]).layout(width: 50)
    #expect(layout.omitted == ["address"])
    #expect(layout.lines == ["id  note" + String(repeating: " ", count: 38) + "z", " 1  \(prose.prefix(39))…  y"])
  }
}
