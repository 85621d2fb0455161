/// One text in every language. Both stand side by side where it is made, so that neither can be forgotten and both
/// name the same values.
package struct Wording: Sendable, Hashable {
  private let english: String
  private let chinese: String

  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A name, a code or a number: the same everywhere.
  package init(verbatim text: String) {
    self.init(text, text)
  }

  /// What only puts together parts that have their own words.
  package init(_ text: (Language) -> String) {
    self.init(text(.english), text(.chinese))
  }

  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  package static func + (left: Wording, right: Wording) -> Wording {
    Wording(left.english + right.english, left.chinese + right.chinese)
  }

  package static let empty = Wording("", "")
}

extension Wording {
  /// One sentence after the other; Chinese ones with no space between. Empty ones are left out.
  package static func sentences(_ sentences: Wording...) -> Wording {
    Self.sentences(sentences)
  }

  package static func sentences(_ sentences: [Wording]) -> Wording {
    Wording { language in
      sentences.map { $0[language] }.filter { !$0.isEmpty }.joined(separator: language == .english ? " " : "")
    }
  }

  /// `a, b, c`
  package static func list(_ entries: [String]) -> Wording {
    Wording(entries.joined(separator: ", "), entries.joined(separator: "、"))
  }

  /// `a or b`
  static func choice(_ entries: [String]) -> Wording {
    Wording(entries.joined(separator: " or "), entries.joined(separator: " 或 "))
  }
}

extension DefaultStringInterpolation {
  /// Keeps a text from being put into another one without its language: it would show both, as Swift prints a struct.
  @available(*, deprecated, message: "Choose a language first: wording[language]")
  package mutating func appendInterpolation(_ wording: Wording) {
    appendInterpolation(wording[.english])
  }
}
