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
