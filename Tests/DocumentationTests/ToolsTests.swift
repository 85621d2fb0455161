import JSON
import Testing

/// docs/tools.md against what the program lists.
@Suite struct ToolsTests {
  private static let sets = ["orders", "deposits", "payment_links", "webhooks", "account", "docs", "sandbox"]
  private static let withKey = ["PAYIN_API_KEY": "pk_0123456789abcdef"]

  private let document: Markdown

  init() throws {
    document = try Markdown(Repository.text("docs/tools.md"))
  }

  @Test(arguments: sets)
  func setIsDescribedAsItIs(_ set: String) throws {
    let described = document.table(under: set)
    // A set of which no tool is built in yet cannot be asked for.
    let tools = described.isEmpty ? [] : try ServerTools.list(["PAYIN_TOOLS": set])
    #expect(described.map { $0[0] }.sorted() == tools.compactMap { $0["name"]?.string }.sorted())
    for row in described {
      let tool = tools.first { $0["name"]?.string == row[0] }
      #expect(row[2] == (tool?["annotations"]?["readOnlyHint"] == true ? "read" : "write"), "\(row[0])")
    }
  }

  @Test func defaultIsDescribedAsItIs() throws {
    let (live, sandbox) = (try ServerTools.names(Self.withKey), try ServerTools.names())
    let rows = Self.sets.flatMap { document.table(under: $0) }
    #expect(Set(rows.map { $0[0] }) == Set(try ServerTools.names(["PAYIN_TOOLS": "all"])))
    for row in rows {
      let expected = live.contains(row[0]) ? "on" : sandbox.contains(row[0]) ? "sandbox" : "off"
      #expect(row[1] == expected, "\(row[0])")
    }
  }

  /// Thirty tools there, and each has an answer here.
  @Test func toolsOfTheOtherServerLeadToOurs() throws {
    let rows = document.table(under: "Coming from PayIn's own hosted MCP server")
    #expect(rows.count == 30)
    let known = Set(Self.sets.flatMap { document.table(under: $0) }.map { $0[0] })
    for row in rows {
      let ours = row[1].matches(of: /[a-z_]+/).map { String($0.output) }
      #expect(!ours.isEmpty)
      for name in ours { #expect(known.contains(name), "\(name)") }
    }
  }

  @Test func linksLeadSomewhere() {
    for link in document.localLinks {
      #expect(Repository.exists(link.hasPrefix("../") ? String(link.dropFirst(3)) : "docs/\(link)"), "\(link)")
    }
  }
}
