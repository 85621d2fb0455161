import Testing

/// docs/command-line.md against the program.
@Suite struct CommandLineTests {
  private let document: Markdown

  init() throws {
    document = try Markdown(Repository.text("docs/command-line.md"))
  }

  @Test func linksLeadSomewhere() {
    for link in document.localLinks {
      let file = String(link.prefix { $0 != "#" })
      #expect(Repository.exists(file.hasPrefix("../") ? String(file.dropFirst(3)) : "docs/\(file)"), "\(link)")
    }
  }
}
