/// The exclusive right of this process to send a delivery. If the process dies before it has stored the result, another
/// one may send the delivery once the lease has ended.
package struct DeliveryLease: Sendable {
  package let webhook: OutgoingWebhook
  /// The number of attempts before this one.
  package let attempts: Int
  let schedule: RetrySchedule
  let endsAt: Timestamp
}

/// A delivery with everything that its HTTP request needs.
package struct OutgoingWebhook: Sendable {
  package let deliveryId: String
  package let eventId: String
  package let type: EventType
  package let body: String
  package let url: String
  package let key: SigningKey
  package let scheme: SignatureScheme
  package var timeout: Duration

  package init(
    deliveryId: String, eventId: String, type: EventType, body: String, url: String, key: SigningKey,
    scheme: SignatureScheme, timeout: Duration
  ) {
    self.deliveryId = deliveryId
    self.eventId = eventId
    self.type = type
    self.body = body
    self.url = url
    self.key = key
    self.scheme = scheme
    self.timeout = timeout
  }
}

/// The result of one request to a receiver.
package struct DeliveryAttempt: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case delivered
    /// Another attempt may succeed.
    case failed
    /// The receiver refused the event: another attempt would not help.
    case refused
  }

  package let outcome: Outcome
  package let status: Int?
  package let body: String?
  package let milliseconds: Int
  /// The reason for the failure; nil if the event was delivered.
  package let problem: String?

  package init(
    outcome: Outcome, status: Int?, body: String?, milliseconds: Int, problem: String?
  ) {
    self.outcome = outcome
    self.status = status
    self.body = body
    self.milliseconds = milliseconds
    self.problem = problem
  }
}
