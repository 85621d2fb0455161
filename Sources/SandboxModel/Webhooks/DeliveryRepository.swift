/// The table of deliveries.
package struct DeliveryRepository {
  private static let columns = """
    d.sequence, d.id, d.tenant, \(EventRepository.columns), d.endpoint, d.url, d.status, d.attempts, d.due_at, \
    d.created_at, d.sent_at, d.completed_at, d.response_status, d.response_body, d.milliseconds, d.problem
    """
  private static let source = "webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event"

  let database: Database

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM webhook_deliveries") + 1
  }

  /// Stores a new delivery. A pending one is due at once; any other is not sent by the queue.
  package func insert(
    id: String, _ event: WebhookEvent, _ position: Int64, endpoint: String?, url: String, _ status: Delivery.Status,
    at time: Timestamp
  ) throws {
    try database.execute(
      """
      INSERT INTO webhook_deliveries (id, tenant, event, endpoint, url, business_id, status, due_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(id), .text(event.tenant), .integer(position), SQLValue(endpoint), .text(url), .text(event.businessId),
        .text(status.rawValue), SQLValue(status == .pending ? time : nil), SQLValue(time),
      ])
  }

  package func find(id: String, tenant: String) throws -> Delivery? {
    try list(Filter("d.tenant = ? AND d.id = ?", .text(tenant), .text(id)), ListPage(number: 1, limit: 1)).deliveries
      .first
  }

  /// Lists rows, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> (deliveries: [Delivery], total: Int) {
    let deliveries = try database.all(
      "SELECT \(Self.columns) FROM \(Self.source) \(filter.clause) ORDER BY d.sequence DESC LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    let total = try database.number("SELECT COUNT(*) FROM \(Self.source) \(filter.clause)", filter.values)
    return (deliveries, Int(total))
  }

  package func statistics(_ filter: Filter) throws -> DeliveryStatistics {
    try database.first(
      """
      SELECT COUNT(*), COUNT(*) FILTER (WHERE d.status = 'success'), COUNT(*) FILTER (WHERE d.status = 'failed'),
        COUNT(*) FILTER (WHERE d.attempts > 1), CAST(ROUND(AVG(d.milliseconds)) AS INTEGER)
      FROM \(Self.source) \(filter.clause)
      """, filter.values
    ) { row throws(DatabaseError) in
      DeliveryStatistics(
        total: try row.int(), succeeded: try row.int(), failed: try row.int(), retried: try row.int(),
        averageMilliseconds: row.optionalInteger().map(Int.init))
    } ?? DeliveryStatistics()
  }

  /// Makes failed and cancelled deliveries due again; those whose retries are used up get one more attempt.
  /// - Returns: the number of deliveries.
  package func retry(_ filter: Filter, at time: Timestamp) throws -> Int {
    var filter = filter
    filter.require("d.status IN ('failed', 'cancelled')")
    filter.require("EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.id = d.endpoint AND w.is_enabled = 1)")
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = 'pending', due_at = ?, completed_at = NULL
      WHERE sequence IN (SELECT d.sequence FROM \(Self.source) \(filter.clause))
      """, [SQLValue(time)] + filter.values)
    return database.changes
  }

  /// Stores the result of a delivery that is tried once.
  /// - Parameter attempt: nil if it was not sent.
  package func finish(_ id: String, _ attempt: DeliveryAttempt?, at now: Timestamp) throws {
    let status = attempt.map { $0.outcome == .delivered ? Delivery.Status.success : .failed } ?? .cancelled
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = ?, attempts = ?, sent_at = ?, completed_at = ?, response_status = ?,
        response_body = ?, milliseconds = ?, problem = ? WHERE id = ?
      """,
      [
        .text(status.rawValue), SQLValue(attempt == nil ? 0 : 1), SQLValue(attempt == nil ? nil : now), SQLValue(now),
        SQLValue(attempt?.status), SQLValue(attempt?.body), SQLValue(attempt?.milliseconds),
        SQLValue(attempt?.problem), .text(id),
      ])
  }

  /// Cancels the deliveries to an endpoint that have not succeeded.
  package func cancel(endpoint: WebhookEndpoint, at time: Timestamp) throws {
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = 'cancelled', due_at = NULL, completed_at = ?
      WHERE endpoint = ? AND due_at IS NOT NULL
      """, [SQLValue(time), .text(endpoint.id)])
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> Delivery {
    Delivery(
      sequence: try row.integer(), id: try row.text(), tenant: try row.text(), event: try row.event(),
      endpointId: row.optionalText(), url: try row.text(), status: try row.value(Delivery.Status.self),
      attempts: try row.int(), dueAt: row.optionalTimestamp(), createdAt: try row.timestamp(),
      sentAt: row.optionalTimestamp(), completedAt: row.optionalTimestamp(),
      responseStatus: row.optionalInteger().map(Int.init), responseBody: row.optionalText(),
      milliseconds: row.optionalInteger().map(Int.init), problem: row.optionalText())
  }
}
