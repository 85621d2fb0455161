import Testing

/// SECURITY.md and the tests it names.
@Suite struct SecurityTests {
  private let rows: [[String]]

  init() throws {
    rows = try Markdown(Repository.text("SECURITY.md")).table(under: "What could go wrong, and what holds it")
  }

  @Test func everyThreatNamesTestsThatExist() throws {
    let tests = try Repository.testNames()
    #expect(rows.count > 10)
    for row in rows {
      let names = "`\(row.last ?? "")`".matches(of: /`([a-z]\w+[A-Z]\w+)`/).map { String($0.1) }
      #expect(!names.isEmpty, "\(row)")
      for name in names { #expect(tests.contains(name), "\(name)") }
    }
  }

  @Test func linksLeadSomewhere() throws {
    for link in try Markdown(Repository.text("SECURITY.md")).localLinks {
      #expect(Repository.exists(String(link.prefix { $0 != "#" })), "\(link)")
    }
  }
}
