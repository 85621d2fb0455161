import JSON
import PayIn
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

  @Test func everyVariableIsDescribedOnce() {
    let described = readme.table(under: "Settings").map { $0[0] }.filter { $0 != "–" }
    #expect(described.sorted() == ConfigurationVariable.allCases.map(\.rawValue).sorted())
  }

  /// The rows of the table in the code are the ones that the program reads.
  @Test func flagsAndDefaultsAreThoseOfTheProgram() throws {
    let rows = readme.table(under: "Settings")
    for variable in ConfigurationVariable.allCases {
      let row = try #require(rows.first { $0[0] == variable.rawValue })
      #expect(row[1] == (variable.row.flag == .none ? "–" : "--\(variable.flagName)"))
      if let standard = variable.row.standard { #expect(row[2] == standard, "\(variable.rawValue)") }
    }
  }

  @Test func everyFlagIsDescribedOnce() throws {
    let described = readme.table(under: "Settings").map { $0[1] }.filter { $0 != "–" }
    #expect(Set(described) == (try ServerHelp.flags()))
    #expect(described.count == Set(described).count)
  }

  /// The README promises it: `PAYIN_BASE_URL` is `--base-url`.
  @Test func flagIsNamedAfterItsVariable() {
    for row in readme.table(under: "Settings") where row[0] != "–" && row[1] != "–" {
      #expect(row[1] == "--" + row[0].dropFirst("PAYIN_".count).lowercased().replacing("_", with: "-"))
    }
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
