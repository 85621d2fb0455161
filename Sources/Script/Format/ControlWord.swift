/// A directive that stands for the call of a tool, such as `advance 10m`. The program that runs the script supplies them.
package struct ControlWord: Sendable {
  package let name: String
  /// The directive as it is written: `advance DURATION`.
  package let usage: String
  /// Makes the call of the words after the name. They are split at white space; `"quoted text"` is one word.
  package let makeCall: @Sendable (_ words: [String]) throws(Failure) -> Step.ToolInvocation

  package init(
    name: String, usage: String,
    makeCall: @escaping @Sendable (_ words: [String]) throws(Failure) -> Step.ToolInvocation
  ) {
    (self.name, self.usage, self.makeCall) = (name, usage, makeCall)
  }

  /// Says which word is wrong, and what to write.
  package struct Failure: Error {
    /// The index of the wrong word. The number of words if one is missing.
    package let word: Int
    package let message: BilingualText
    package let fix: BilingualText

    package init(word: Int, message: BilingualText, fix: BilingualText) {
      (self.word, self.message, self.fix) = (word, message, fix)
    }
  }
}
