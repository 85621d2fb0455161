import JSON
import Testing

@Suite struct ReadmeTests {
  private let readme: Markdown

  init() throws {
    readme = try Markdown(Repository.text("README.md"))
  }

  @Test func isShortEnoughToBeRead() {
    #expect(readme.lines.count < 215)
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
      let servers = try JSONParser.parse(block)
      #expect((servers["mcpServers"] ?? servers["servers"])?["payin"]?["command"]?.string != nil, "\(block)")
    }
  }

  @Test func linksLeadSomewhere() {
    #expect(readme.localLinks.count > 2)
    for link in readme.localLinks { #expect(Repository.exists(link), "\(link)") }
  }
}
