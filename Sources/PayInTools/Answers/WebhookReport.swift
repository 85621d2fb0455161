package import JSON
package import PayIn

/// What is said of a webhook that was verified: a sentence for people, and the same as an object.
package struct WebhookReport: Sendable {
  package let summary: LocalizedText
  package let fields: JSONObject
  /// Whether the body is signed but is no event.
  package let isUnreadable: Bool

  /// Shows the event only if the body is signed, so that no one acts on a forgery.
  package init(_ verdict: WebhookVerdict, of body: [UInt8], for reader: DisplayContext) {
    self.init(verdict, verdict.isAuthentic ? WebhookEvent(body) : nil, for: reader)
  }

  private init(_ verdict: WebhookVerdict, _ event: WebhookEvent?, for reader: DisplayContext) {
    var fields: JSONObject = ["valid": .bool(verdict.isValid)]
    if let failure = verdict.failure {
      fields["reason"] = .string(failure.reason)
      fields["message"] = .string(failure.message.rendered(for: reader))
      fields["fix"] = .string(failure.fix.rendered(for: reader))
    }
    fields["scheme"] = verdict.scheme.map { .string($0.rawValue) }
    fields["ageSeconds"] = verdict.ageSeconds.map { .number(JSONNumber($0)) }
    fields["event"] = event?.json
    fields["deduplicationKey"] = event?.deduplicationKey.map(JSONValue.string)
    self.fields = fields
    summary = Summary.webhook(verdict, event)
    isUnreadable = verdict.isAuthentic && event == nil
  }
}
