import PayIn

/// One text of the guide inside the binary: how to reach one goal with PayIn, from the first call to the last.
struct GuideTopic: Sendable, Equatable {
  struct Section: Sendable, Equatable {
    let heading: String
    let text: String
    /// The words by which people ask for it and which the text may not have. They are only searched, never shown.
    let keywords: [String]
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

  /// The first line is the title; each `##` begins a section. A comment under a heading has its keywords.
  init(name: String, markdown: String) {
    self.name = name
    var parts: [[Substring]] = [[]]
    // By bytes: the guide is read at the first call, and characters took a third of that call's time.
    for line in markdown.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "## ".utf8), parts.last?.isEmpty == false { parts.append([]) }
      parts[parts.count - 1].append(Substring(line))
    }
    sections = parts.map(Section.init)
    title = sections.first?.heading ?? name
    self.markdown = parts.joined().filter { !Section.isKeywords($0) }.joined(separator: "\n")
  }
}

extension GuideTopic.Section {
  private static let keywordsMark = "<!-- keywords:"

  fileprivate static func isKeywords(_ line: Substring) -> Bool {
    line.utf8.starts(with: keywordsMark.utf8)
  }

  /// - Parameter lines: the heading, and the text with empty lines around it.
  fileprivate init(_ lines: [Substring]) {
    heading = String((lines.first ?? "").drop { "# ".contains($0) })
    keywords = lines.filter(Self.isKeywords).flatMap { line in
      line.dropFirst(Self.keywordsMark.count).dropLast("-->".count).split(separator: ",").map {
        String($0.drop { $0 == " " })
      }
    }
    let text = lines.dropFirst().drop { $0.isEmpty || Self.isKeywords($0) }
    let end = text.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? text.startIndex
    self.text = text[..<end].joined(separator: "\n")
  }
}
