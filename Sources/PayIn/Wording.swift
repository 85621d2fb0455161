/// One text in every language. Both stand side by side where it is made, so that neither can be forgotten and both
/// name the same values.
package struct Wording: Sendable, Equatable {
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
