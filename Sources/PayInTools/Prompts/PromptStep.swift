import PayIn

/// One thing that a prompt asks for, and the tools that it takes.
struct PromptStep: Sendable {
  let tools: [String]
  let text: LocalizedText

  init(_ tools: [String] = [], _ english: DisplayText, _ chinese: DisplayText) {
    self.tools = tools
    text = LocalizedText(english, chinese)
  }

  /// Numbered, without those whose tools this server does not list.
  static func list(_ steps: [PromptStep], listed: Set<String>, in language: Language) -> String {
    steps.filter { $0.tools.allSatisfy(listed.contains) }.enumerated()
      .map { "\($0 + 1). \($1.text.rendered(in: language))" }.joined(separator: "\n")
  }
}
