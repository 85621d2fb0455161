import PayIn

/// One text of the guide inside the binary: how to reach one goal with PayIn, from the first call to the last.
struct GuideTopic: Sendable, Equatable {
  struct Section: Sendable, Equatable {
    let heading: String
    let text: String
  }

  /// The same in every language.
  let name: String
  let title: String
  /// The first section has the title as its heading and introduces the topic.
  let sections: [Section]
  let markdown: String

  var uri: String { "payin://guide/\(name)" }

  /// One or two sentences.
  var summary: String { sections.first?.text ?? "" }

  /// The topics in the order in which they are listed.
  static func all(in language: Language) -> [GuideTopic] {
    language == .english ? english : chinese
  }

  static func named(_ name: String, in language: Language) -> GuideTopic? {
    all(in: language).first { $0.name == name }
  }

  private static let english = load(.english)
  private static let chinese = load(.chinese)

  private static func load(_ language: Language) -> [GuideTopic] {
    EmbeddedFile.all(in: "guide/\(language.rawValue)/").map { GuideTopic(name: $0.name, markdown: $0.text) }
  }

  /// The first line is the title; each `##` begins a section.
  init(name: String, markdown: String) {
    self.name = name
    self.markdown = markdown
    let parts = ("\n" + markdown).split(separator: "\n## ").map { part in
      let lines = part.drop { $0 == "\n" }.split(separator: "\n", maxSplits: 1)
      let text = lines.count > 1 ? lines[1].drop { $0 == "\n" } : ""
      return Section(
        heading: String((lines.first ?? "").drop { "# ".contains($0) }), text: Self.withoutLastLines(text))
    }
    sections = parts
    title = parts.first?.heading ?? name
  }

  private static func withoutLastLines(_ text: Substring) -> String {
    var text = text
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
