/// A text for people in both languages of the program.
package struct BilingualText: Sendable, Hashable {
  package let english: String
  package let chinese: String

  package init(_ english: String, _ chinese: String) {
    (self.english, self.chinese) = (english, chinese)
  }

  /// Returns the text in one language.
  package func text(inChinese: Bool) -> String {
    inChinese ? chinese : english
  }
}
