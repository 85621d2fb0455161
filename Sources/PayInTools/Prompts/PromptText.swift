import MCP
import PayIn

/// A prompt in all languages.
struct PromptText: Sendable {
  struct Argument: Sendable {
    let name: String
    let title: LocalizedText
    let description: LocalizedText
    let isRequired: Bool

    init(_ name: String, _ title: LocalizedText, _ description: LocalizedText, isRequired: Bool = false) {
      self.name = name
      self.title = title
      self.description = description
      self.isRequired = isRequired
    }
  }

  let name: String
  let title: LocalizedText
  let description: LocalizedText
  let arguments: [Argument]
  let task: LocalizedText
  let steps: [PromptStep]

  func prompt(in language: Language, listed: Set<String>) -> Prompt {
    let names = arguments.map(\.name)
    return Prompt(
      name: name, title: title.rendered(in: language), description: description.rendered(in: language),
      arguments: arguments.map { argument in
        Prompt.Argument(
          name: argument.name, title: argument.title.rendered(in: language),
          description: argument.description.rendered(in: language),
          isRequired: argument.isRequired)
      },
      fill: { values in
        let parts = [
          task.rendered(in: language), PromptStep.list(steps, listed: listed, in: language),
          PromptData(values, names).text(in: language),
        ]
        return [PromptMessage(role: .user, text: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))]
      })
  }
}

/// One step of a prompt, and the tools that it needs.
struct PromptStep: Sendable {
  let tools: [String]
  let text: LocalizedText

  init(_ tools: [String] = [], _ english: DisplayText, _ chinese: DisplayText) {
    self.tools = tools
    text = LocalizedText(english, chinese)
  }

  /// The numbered steps, without those whose tools this server does not list.
  static func list(_ steps: [PromptStep], listed: Set<String>, in language: Language) -> String {
    steps.filter { $0.tools.allSatisfy(listed.contains) }.enumerated()
      .map { "\($0 + 1). \($1.text.rendered(in: language))" }.joined(separator: "\n")
  }
}
