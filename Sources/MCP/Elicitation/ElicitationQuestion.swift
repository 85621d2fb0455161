import JSON

/// A question that asks a person to agree, in a form with one box. Forms never ask for keys, passwords or means of
/// payment (2025-06-18, client: elicitation).
package struct ElicitationQuestion: Sendable, Equatable {
  /// The name of the box in the form and in the answer.
  static let field = "confirm"

  /// The whole text for the person: some clients show nothing of the call itself.
  package let message: String
  /// The text beside the box.
  package let label: String

  package init(message: String, label: String) {
    self.message = message
    self.label = label
  }

  /// Returns the params of `elicitation/create`. Only the revisions with other modes than forms name the mode.
  func params(for revision: ProtocolRevision) -> JSONObject {
    var params: JSONObject = revision.has(.elicitationModes) ? ["mode": "form"] : [:]
    params.append("message", .string(message))
    params.append(
      "requestedSchema",
      [
        "type": "object", "properties": .object([Self.field: ["type": "boolean", "title": .string(label)]]),
        "required": [.string(Self.field)],
      ])
    return params
  }

  /// The hash by which a sealed state knows the question, so that an answer to one question cannot be used for another.
  var fingerprint: Fingerprint {
    Fingerprint(of: [message, label])
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
}

/// The result that a client sends for `elicitation/create`, in all revisions.
enum ElicitResult: Equatable {
  case accepted, declined, cancelled

  /// Returns nil for any other value, which is no answer. In particular an acceptance counts only if the box is there
  /// and is a boolean.
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
  /// - Parameter capabilities: those of a handshake or of one request. `elicitation: {}` means forms (2025-11-25,
  ///   client: elicitation, capabilities); an object that names only other modes has none.
  static func isDeclared(in capabilities: JSONValue?) -> Bool {
    guard let modes = capabilities?["elicitation"]?.object else { return false }
    return modes.isEmpty || modes["form"]?.object != nil
  }
}
