import JSON
import Testing

/// The README in two languages: what is no language is the same in both.
@Suite struct LanguagesTests {
  private let english: Markdown
  private let chinese: Markdown

  init() throws {
    english = try Markdown(Repository.text("README.md"))
    chinese = try Markdown(Repository.text("README.zh-CN.md"))
  }

  @Test func headingsAndTablesAreTheSame() {
    let shape = { (page: Markdown) in
      page.lines.compactMap { line -> String? in
        if line.hasPrefix("#") { return String(line.prefix { $0 == "#" }) }
        return line.hasPrefix("|") ? "row of \(line.split(separator: "|").count)" : nil
      }
    }
    #expect(shape(english) == shape(chinese))
  }

  @Test(arguments: ["sh", "json", "toml", "yaml"])
  func commandsAndExamplesAreTheSame(language: String) {
    #expect(!english.blocks(language).isEmpty)
    #expect(english.blocks(language) == chinese.blocks(language))
  }

  @Test func linksAreTheSame() {
    let links = { (page: Markdown) in Set(page.localLinks).subtracting(["README.md", "README.zh-CN.md"]) }
    #expect(links(english) == links(chinese))
    for link in chinese.localLinks { #expect(Repository.exists(link), "\(link)") }
  }

  @Test func toolsHaveTheirChineseTitles() throws {
    let published = try ServerTools.list(["PAYIN_LANG": "zh"]).map { [$0["name"]?.string, $0["title"]?.string] }
    let described = chinese.table(under: "工具").map { Array($0.prefix(2)) as [String?] }
    #expect(!published.isEmpty)
    #expect(Set(described) == Set(published))
  }

  /// A term in code must not be translated in one of them.
  @Test func namesInTablesAreTheSame() {
    let names = { (page: Markdown) in
      page.lines.filter { $0.hasPrefix("|") }.map { row in row.matches(of: /`[^`]+`/).map { String($0.output) } }
    }
    #expect(names(english) == names(chinese))
  }
}

/// The contents page of the documentation.
@Suite struct ContentsTests {
  @Test func everyPageIsOnIt() throws {
    let contents = try Markdown(Repository.text("docs/README.md"))
    for link in contents.localLinks { #expect(Repository.exists("docs/" + link), "\(link)") }
    let pages = try Repository.files(in: "docs", ending: ".md").map { String($0.dropFirst("docs/".count)) }
    #expect(Set(contents.localLinks).isSuperset(of: Set(pages).subtracting(["README.md"])))
  }
}
