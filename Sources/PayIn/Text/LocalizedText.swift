/// A text in every language. The languages stand side by side in the code, so that none is forgotten and all contain the
/// same values.
///
/// A text is put together when a language is asked for, and in that language alone: it costs a call less than both at
/// once, and most texts of errors are never shown.
package struct LocalizedText: Sendable {
  private enum Content: Sendable {
    case each(english: @Sendable () -> DisplayText, chinese: @Sendable () -> DisplayText)
    case composed(@Sendable (Language) -> DisplayText)
  }

  private let content: Content

  package init(
    _ english: @autoclosure @escaping @Sendable () -> DisplayText,
    _ chinese: @autoclosure @escaping @Sendable () -> DisplayText
  ) {
    content = .each(english: english, chinese: chinese)
  }

  /// Finished texts that contain parts from outside.
  package init(raw english: String, _ chinese: String) {
    let limit = 1024
    self.init(DisplayText(raw: english, limit: limit), DisplayText(raw: chinese, limit: limit))
  }

  /// A name, a code or a number: the same everywhere.
  package init(verbatim text: String) {
    self.init { _ in DisplayText(raw: text) }
  }

  /// A text that is composed of localised parts.
  package init(_ text: @escaping @Sendable (Language) -> DisplayText) {
    content = .composed(text)
  }

  package subscript(language: Language) -> DisplayText {
    switch content {
    case .each(let english, let chinese): language == .english ? english() : chinese()
    case .composed(let text): text(language)
    }
  }

  package static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
    LocalizedText { left[$0] + right[$0] }
  }

  package var isEmpty: Bool { self == .empty }

  package static let empty = LocalizedText("", "")
}

extension LocalizedText: Hashable {
  package static func == (left: LocalizedText, right: LocalizedText) -> Bool {
    Language.allCases.allSatisfy { left[$0] == right[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    for language in Language.allCases { hasher.combine(self[language]) }
  }
}

extension LocalizedText {
  /// Joins sentences, Chinese ones without a space but after a URL or another text without a full stop, which would run
  /// into the next one. Empty ones are left out.
  package static func sentences(_ sentences: LocalizedText...) -> LocalizedText {
    Self.sentences(sentences)
  }

  package static func sentences(_ sentences: [LocalizedText]) -> LocalizedText {
    LocalizedText { language in
      sentences.map { $0[language] }.filter { !$0.isEmpty }.reduce(DisplayText()) { text, next in
        if text.isEmpty { return next }
        return text + (language == .chinese && text.endsWithWidePunctuation ? "" : " ") + next
      }
    }
  }

  /// `a, b, c`
  package static func list(_ entries: [String]) -> LocalizedText {
    list(entries.map(LocalizedText.init(verbatim:)))
  }

  package static func list(_ entries: [LocalizedText]) -> LocalizedText {
    LocalizedText { language in entries.map { $0[language] }.joined(separator: language == .english ? ", " : "、") }
  }

  /// `a or b`
  package static func choice(_ entries: [String]) -> LocalizedText {
    choice(entries.map(LocalizedText.init(verbatim:)))
  }

  /// `a or b`
  package static func choice(_ entries: [LocalizedText]) -> LocalizedText {
    LocalizedText { language in entries.map { $0[language] }.joined(separator: language == .english ? " or " : " 或 ") }
  }
}

/// The language of what people read: titles, descriptions, summaries, errors, prompts, guide. Names and codes never change.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language of the locale's messages (POSIX, 8.2: the first of these variables that is set and not empty).
  package init(locale environment: [String: String]) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.hasPrefix("zh") == true ? .chinese : .english
  }
}

/// How texts are rendered for a reader: the language, and the secrets to hide.
package struct DisplayContext: Sendable {
  package let language: Language
  package let secrets: Secrets

  package init(_ language: Language, hiding secrets: Secrets) {
    self.language = language
    self.secrets = secrets
  }
}

extension LocalizedText {
  package func rendered(for reader: DisplayContext) -> String {
    self[reader.language].rendered(hiding: reader.secrets)
  }

  /// Renders a text that has no part from outside.
  package func rendered(in language: Language) -> String {
    self[language].rendered()
  }
}
