import JSON

/// A question that asks a person to agree, in a form with one box.
package struct ElicitationQuestion: Sendable, Equatable {
  /// The name of the box in the form and in the answer, and of the answer itself.
  static let field = "confirm"

  /// The whole text for the person: some clients show nothing of the call itself.
  package let message: String
  /// The text beside the box.
  package let label: String

  package init(message: String, label: String) {
    self.message = message
    self.label = label
  }

  var form: ElicitationForm {
    ElicitationForm(
      name: Self.field, message: message,
      schema: [
        "type": "object", "properties": .object([Self.field: ["type": "boolean", "title": .string(label)]]),
        "required": [.string(Self.field)],
      ])
  }
}

/// The outcome of a question.
package enum ElicitationAnswer: Sendable, Equatable {
  case accepted
  /// A person said no: by the button, or by leaving the box empty.
  case declined
  /// The question was closed without a choice.
  case cancelled
  /// There was no answer in time, none that can be understood, or no client left to give one.
  case unanswered
  /// The client has not said that it can put questions to people.
  case cannotAsk
  /// Under a stateless revision the server cannot ask: this result is the question, and the client repeats the call
  /// with the answer.
  case ask(ToolResult)

  init(_ answer: FormAnswer) {
    switch answer {
    case .submitted(let content): self = content[ElicitationQuestion.field] == true ? .accepted : .declined
    case .declined: self = .declined
    case .cancelled: self = .cancelled
    case .unanswered: self = .unanswered
    case .cannotAsk: self = .cannotAsk
    case .ask(let result): self = .ask(result)
    }
  }
}
