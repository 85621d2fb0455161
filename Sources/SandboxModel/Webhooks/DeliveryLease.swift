/// The exclusive right of this process to send a delivery. If the process dies before it has stored the result, another
/// one may send the delivery once the lease has ended.
package struct DeliveryLease: Sendable {
  package let webhook: OutgoingWebhook
  /// The number of attempts before this one.
  package let attempts: Int
  let schedule: RetrySchedule
  let endsAt: Timestamp

  /// The delay before the attempt that follows this one; nil if none follows.
  package func secondsToRetry(after attempt: DeliveryAttempt) -> Int64? {
    attempt.outcome == .failed ? schedule.seconds(afterAttempt: attempts + 1) : nil
  }
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
  /// The value of the signature's header as it was sent.
  package var signature: String?

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

/// Leases of deliveries. A row's `due_at` is the time of its next attempt, or the end of the lease of the process that
/// is sending it.
extension DeliveryRepository {
  /// The time in milliseconds by which a lease exceeds the request's timeout, so that it ends only if its owner dies.
  private static let leaseMargin: Int64 = 5000

  /// Leases deliveries that are due. Deliveries of one endpoint on one subject wait until the earlier ones have been
  /// tried once, so that they first arrive in order.
  ///
  /// - Parameters:
  ///   - sending: the deliveries that this process is sending already, whatever the clock says of their leases.
  ///   - webhooks: the secrets. Deliveries to an endpoint from another program's configuration are left to that
  ///     program: this one does not know its secret.
  package func acquireLeases(
    _ limit: Int, at now: Timestamp, except sending: Set<String>, _ webhooks: WebhookSettings
  ) throws -> [DeliveryLease] {
    guard limit > 0 else { return [] }
    let due = try database.all(
      """
      SELECT d.id, e.id, e.type, e.body, d.url, IIF(w.tenant IS NULL, NULL, w.secret), w.scheme, w.timeout_ms,
        d.attempts, w.max_retries
      FROM webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event
        JOIN webhook_endpoints w ON w.id = d.endpoint
      WHERE d.due_at <= ? AND (w.tenant IS NOT NULL OR w.id = ?) AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries p WHERE p.endpoint = d.endpoint AND p.business_id = d.business_id
          AND p.due_at IS NOT NULL AND p.attempts = 0 AND p.sequence < d.sequence)
      ORDER BY d.due_at, d.sequence LIMIT ?
      """, [SQLValue(now), SQLValue(webhooks.configuredEndpoint), SQLValue(limit + sending.count)]
    ) { row throws(DatabaseError) in try row.lease(at: now, margin: Self.leaseMargin, webhooks) }
    let leases = due.filter { !sending.contains($0.webhook.deliveryId) }.prefix(limit)
    for lease in leases {
      try database.execute(
        "UPDATE webhook_deliveries SET status = 'sending', due_at = ?, sent_at = ? WHERE id = ?",
        [SQLValue(lease.endsAt), SQLValue(now), .text(lease.webhook.deliveryId)])
    }
    return Array(leases)
  }

  /// Stores the result of an attempt. Does nothing if the lease has ended and another process has the delivery, or if
  /// the endpoint was removed.
  package func finish(_ lease: DeliveryLease, _ attempt: DeliveryAttempt, at now: Timestamp) throws {
    let attempts = lease.attempts + 1
    let delay = lease.secondsToRetry(after: attempt)
    let status: Delivery.Status = attempt.outcome == .delivered ? .success : delay == nil ? .failed : .pending
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = ?, attempts = ?, due_at = ?, completed_at = ?, response_status = ?,
        response_body = ?, milliseconds = ?, problem = ?
      WHERE id = ? AND status = 'sending' AND due_at = ?
      """,
      [
        .text(status.rawValue), SQLValue(attempts), SQLValue(delay.map { now.adding(seconds: $0) }),
        SQLValue(delay == nil ? now : nil), SQLValue(attempt.status), SQLValue(attempt.body),
        SQLValue(attempt.milliseconds), SQLValue(attempt.problem), .text(lease.webhook.deliveryId),
        SQLValue(lease.endsAt),
      ])
    try log(attempt, number: attempts, of: lease.webhook.deliveryId, at: now)
  }

  /// Releases a lease: the delivery is due again at once.
  package func release(_ lease: DeliveryLease, at now: Timestamp) throws {
    try database.execute(
      "UPDATE webhook_deliveries SET status = 'pending', due_at = ? WHERE id = ? AND status = 'sending' AND due_at = ?",
      [SQLValue(now), .text(lease.webhook.deliveryId), SQLValue(lease.endsAt)])
  }

  func hasDue(at now: Timestamp, except sending: Set<String>, configured id: String?) throws -> Bool {
    try database.all(
      "SELECT id FROM webhook_deliveries WHERE due_at <= ? AND \(Self.isLeasable) LIMIT ?",
      [SQLValue(now), SQLValue(id), SQLValue(sending.count + 1)]
    ) { row throws(DatabaseError) in try row.text() }.contains { !sending.contains($0) }
  }

  func nextDue(after now: Timestamp, configured id: String?) throws -> Timestamp? {
    try database.first(
      "SELECT MIN(due_at) FROM webhook_deliveries WHERE due_at > ? AND \(Self.isLeasable)",
      [SQLValue(now), SQLValue(id)]
    ) { row in row.optionalTimestamp() } ?? nil
  }

  /// The SQL condition that the endpoint is one of the API, or the configured one, whose id is the parameter.
  private static let isLeasable = """
    EXISTS (SELECT 1 FROM webhook_endpoints w
      WHERE w.id = webhook_deliveries.endpoint AND (w.tenant IS NOT NULL OR w.id = ?))
    """
}

extension Row {
  fileprivate mutating func lease(
    at now: Timestamp, margin: Int64, _ webhooks: WebhookSettings
  ) throws(DatabaseError) -> DeliveryLease {
    let (deliveryId, eventId, type) = (try text(), try text(), try value(EventType.self))
    let (body, url, secret, scheme) = (try text(), try text(), optionalText(), try value(SignatureScheme.self))
    let (timeout, attempts, retries) = (try integer(), try int(), try int())
    let key = secret.map { webhooks.key(ofEndpoint: $0, at: url) } ?? webhooks.key(for: url)
    return DeliveryLease(
      webhook: OutgoingWebhook(
        deliveryId: deliveryId, eventId: eventId, type: type, body: body, url: url, key: key, scheme: scheme,
        timeout: .milliseconds(timeout)),
      attempts: attempts, schedule: RetrySchedule(maximumRetries: retries),
      endsAt: Timestamp(milliseconds: now.milliseconds + timeout + margin))
  }
}
