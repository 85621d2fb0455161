import JSON

/// One thing that a person is asked to agree to, in a form with one box. Forms never ask for keys, passwords or means
/// of payment (2025-06-18, client: elicitation).
package struct ElicitationQuestion: Sendable, Equatable {
  /// What the box is called in the form and in the answer.
  static let field = "confirm"

  /// All that the person has to know: some clients show nothing of the call itself.
  package let message: String
  /// What stands beside the box.
  package let label: String

  package init(message: String, label: String) {
    self.message = message
    self.label = label
  }

  /// The params of `elicitation/create`. Only the revisions that know other modes than forms name the mode.
  func params(for revision: ProtocolRevision) -> JSONObject {
    var params: JSONObject = revision.hasElicitationModes ? ["mode": "form"] : [:]
    params.append("message", .string(message))
    params.append(
      "requestedSchema",
      [
        "type": "object", "properties": .object([Self.field: ["type": "boolean", "title": .string(label)]]),
        "required": [.string(Self.field)],
      ])
    return params
  }

  /// What a sealed state remembers of the question, so that nobody agrees to one and gets another.
  var fingerprint: Fingerprint {
    Fingerprint(of: [message, label])
  }
}

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

/// What a client sends back for `elicitation/create`, in whichever era.
enum ElicitResult: Equatable {
  case accepted, declined, cancelled

  /// Nil if it is not what was asked for: then it is no answer. In particular an acceptance counts only if the box is
  /// there and is a boolean.
  init?(_ value: JSONValue?) {
    switch value?["action"]?.string {
    case "accept":
      guard let isConfirmed = value?["content"]?[ElicitationQuestion.field]?.bool else { return nil }
      self = isConfirmed ? .accepted : .declined
    case "decline": self = .declined
    case "cancel": self = .cancelled
    default: return nil
    }
  }

  var answer: ElicitationAnswer {
    switch self {
    case .accepted: .accepted
    case .declined: .declined
    case .cancelled: .cancelled
    }
  }
}

/// Whether a client says that it can show forms to people.
enum FormCapability {
  /// - Parameter capabilities: of a handshake or of one request. `elicitation: {}` means forms (2025-11-25, client:
  ///   elicitation, capabilities); one that names only other modes has none.
  static func isDeclared(in capabilities: JSONValue?) -> Bool {
    guard let modes = capabilities?["elicitation"]?.object else { return false }
    return modes.isEmpty || modes["form"]?.object != nil
  }
}
