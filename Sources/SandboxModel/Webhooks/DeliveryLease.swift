/// A delivery that this process alone may send, until its lease ends: if the process dies before it has said what came
/// of it, another one takes the delivery over.
package struct DeliveryLease: Sendable {
  package let webhook: OutgoingWebhook
  /// Those that ended before.
  package let attempts: Int
  let schedule: RetrySchedule
  let endsAt: Timestamp
}

/// One delivery, with all that its request is made of.
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

/// What one request to a receiver came to.
package struct DeliveryAttempt: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case delivered
    /// Another attempt may do better.
    case failed
    /// The receiver understood and did not want it: there is nothing to try again.
    case refused
  }

  package let outcome: Outcome
  package let status: Int?
  package let body: String?
  package let milliseconds: Int
  /// Nil if it was delivered.
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
