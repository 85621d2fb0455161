/// What came of a question.
package enum ElicitationAnswer: Sendable, Equatable {
  case accepted
  /// A person said no: by the button, or by leaving the box empty.
  case declined
  /// The question was closed without a choice.
  case cancelled
  /// No answer in time, none that can be understood, or nobody left to give one.
  case unanswered
  /// The client has not said that it can put questions to people.
  case cannotAsk
  /// The stateless revision has no questions of the server: this result is the question. The client repeats the call
  /// with the answer.
  case ask(ToolResult)
}
