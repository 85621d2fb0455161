package import JSON

/// A form for a person to fill in. Forms never ask for keys, passwords or means of payment (2025-06-18, client:
/// elicitation).
package struct ElicitationForm: Sendable, Equatable {
  /// The name under which a client of a stateless revision sends the answer.
  package let name: String
  /// The whole text for the person: some clients show nothing of the call itself.
  package let message: String
  /// The fields as a JSON Schema of one flat object, the `requestedSchema`.
  package let schema: JSONObject

  package init(name: String, message: String, schema: JSONObject) {
    self.name = name
    self.message = message
    self.schema = schema
  }

  /// Returns the params of `elicitation/create`. Only the revisions with other modes than forms name the mode.
  func params(for revision: ProtocolRevision) -> JSONObject {
    var params: JSONObject = revision.has(.elicitationModes) ? ["mode": "form"] : [:]
    params.append("message", .string(message))
    params.append("requestedSchema", .object(schema))
    return params
  }

  /// The hash by which a sealed state knows the form, so that an answer to one cannot be used for another.
  var fingerprint: Fingerprint {
    Fingerprint(of: [name, message, JSONValue.object(schema).description])
  }

  /// Whether what a client sent holds all that is required, each member with the type of its field.
  func accepts(_ content: JSONObject) -> Bool {
    let required = schema["required"]?.array ?? []
    return required.allSatisfy { $0.string.map { content[$0] != nil } ?? true }
      && content.members.allSatisfy { Self.fits($0.value, schema["properties"]?[$0.name]?["type"]?.string) }
  }

  private static func fits(_ value: JSONValue, _ type: String?) -> Bool {
    switch type {
    case nil: true
    case "integer": value.number?.isIntegral == true
    case let type: value.typeName == type
    }
  }
}

/// The outcome of a form.
package enum FormAnswer: Sendable, Equatable {
  case submitted(JSONObject)
  /// A person said no.
  case declined
  /// The form was closed without a choice.
  case cancelled
  /// There was no answer in time, none that can be understood, or no client left to give one.
  case unanswered
  /// The client has not said that it can show forms.
  case cannotAsk
  /// Under a stateless revision the server cannot ask: this result is the question, and the client repeats the call
  /// with the answer.
  case ask(ToolResult)

  /// Reads the result that a client sends for `elicitation/create`, in all revisions. Returns nil for any other value,
  /// which is no answer. In particular an acceptance counts only with a content that the form accepts.
  init?(_ value: JSONValue?, to form: ElicitationForm) {
    switch value?["action"]?.string {
    case "accept":
      guard let content = value?["content"]?.object, form.accepts(content) else { return nil }
      self = .submitted(content)
    case "decline": self = .declined
    case "cancel": self = .cancelled
    default: return nil
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
