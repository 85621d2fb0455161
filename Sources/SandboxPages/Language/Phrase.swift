/// A text of the pages in both languages. Values replace names in braces, which are the same in both.
struct Phrase: Sendable, Equatable {
  private let english: String
  private let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func text(in language: PageLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
