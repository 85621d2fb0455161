import JSON

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
