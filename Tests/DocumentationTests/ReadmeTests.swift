import JSON
import Testing

@Suite struct ReadmeTests {
  private let readme: Markdown

  init() throws {
    readme = try Markdown(Repository.text("README.md"))
  }

  /// What is folded up is read by those who open it.
  @Test func isShortEnoughToBeRead() {
    var isFolded = false
    let lines = readme.lines.filter { line in
      if line == "<details>" { isFolded = true }
      defer { if line == "</details>" { isFolded = false } }
      return !isFolded
    }
    #expect(lines.count < 215)
  }

  @Test func toolTableIsWhatIsOnByDefault() throws {
    let published = try ServerTools.list().map { tool in
      let isRead = tool["annotations"]?["readOnlyHint"] == true
      return [tool["name"]?.string, tool["title"]?.string, isRead ? "read" : "write"]
    }
    #expect(!published.isEmpty)
    let described = readme.table(under: "Tools").map { Array($0.prefix(3)) as [String?] }
    #expect(Set(described) == Set(published))
    #expect(described.count == published.count)
  }

  @Test func examplesOfConfigurationAreJSON() throws {
    let blocks = readme.blocks("json")
    #expect(!blocks.isEmpty)
    for block in blocks {
      let command = try JSONParser.parse(block).object?.members.first?.value["payin"]?["command"]
      #expect((command?.string ?? command?.array?.first?.string)?.hasPrefix("/") == true, "\(block)")
    }
  }

  @Test func linksLeadSomewhere() {
    #expect(readme.localLinks.count > 2)
    for link in readme.localLinks { #expect(Repository.exists(link), "\(link)") }
  }
}
