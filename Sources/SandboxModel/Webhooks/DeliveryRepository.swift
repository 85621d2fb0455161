/// The table of deliveries.
package struct DeliveryRepository {
  static let columns = "\(Table<Delivery>.columns(of: "d")), \(Table<WebhookEvent>.columns(of: "e"))"
  static let source = "webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event"

  let database: Database

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: Delivery.self)
  }

  /// Stores a new delivery. A pending one is due at once; any other is not sent by the queue.
  package func insert(
    id: String, _ event: WebhookEvent, _ position: Int64, endpoint: String?, url: String, _ status: Delivery.Status,
    at time: Timestamp
  ) throws {
    try database.execute(
      """
      INSERT INTO webhook_deliveries
        (id, tenant, event, endpoint, url, business_id, status, due_at, created_at, event_type, business_type)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(id), .text(event.tenant), .integer(position), SQLValue(endpoint), .text(url), .text(event.businessId),
        .text(status.rawValue), SQLValue(status == .pending ? time : nil), SQLValue(time), .text(event.type.rawValue),
        .text(event.businessType.rawValue),
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
      filter.values + page.values
    ) { row throws(DatabaseError) -> Delivery in try row.record() }
    return (deliveries, try count(filter))
  }

  /// Counts the deliveries that match. All of a tenant, or of all tenants together, are counted by the totals.
  private func count(_ filter: Filter) throws -> Int {
    if filter.consists(of: ["d.sequence > 0", "d.tenant IS NOT NULL"]) {
      return try database.numberOfRows(Self.groups)
    }
    if filter.consists(of: ["d.tenant = ?"]), case .text(let tenant)? = filter.values.first {
      return try database.numberOfRows(Self.groups, where: "tenant", is: tenant)
    }
    return Int(try database.number("SELECT COUNT(*) FROM webhook_deliveries d \(filter.clause)", filter.values))
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
    if let attempt { try log(attempt, number: 1, of: id, at: now) }
  }

  /// Cancels the deliveries to an endpoint that have not succeeded.
  package func cancel(endpoint: WebhookEndpoint, at time: Timestamp) throws {
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = 'cancelled', due_at = NULL, completed_at = ?
      WHERE endpoint = ? AND due_at IS NOT NULL
      """, [SQLValue(time), .text(endpoint.id)])
  }
}

extension Delivery: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case tenant
    case endpoint
    case url
    case status
    case attempts
    case dueAt = "due_at"
    case createdAt = "created_at"
    case sentAt = "sent_at"
    case completedAt = "completed_at"
    case responseStatus = "response_status"
    case responseBody = "response_body"
    case milliseconds
    case problem
  }

  static let table = Table<Delivery>("webhook_deliveries", key: .id)

  init(_ row: inout RecordRow<Delivery>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), tenant: try row.text(.tenant),
      event: try row.following(), endpointId: row.optionalText(.endpoint), url: try row.text(.url),
      status: try row.value(.status), attempts: try row.int(.attempts), dueAt: row.optionalTimestamp(.dueAt),
      createdAt: try row.timestamp(.createdAt), sentAt: row.optionalTimestamp(.sentAt),
      completedAt: row.optionalTimestamp(.completedAt), responseStatus: row.optionalInt(.responseStatus),
      responseBody: row.optionalText(.responseBody), milliseconds: row.optionalInt(.milliseconds),
      problem: row.optionalText(.problem))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .tenant: .text(tenant)
    case .endpoint: SQLValue(endpointId)
    case .url: .text(url)
    case .status: .text(status.rawValue)
    case .attempts: SQLValue(attempts)
    case .dueAt: SQLValue(dueAt)
    case .createdAt: SQLValue(createdAt)
    case .sentAt: SQLValue(sentAt)
    case .completedAt: SQLValue(completedAt)
    case .responseStatus: SQLValue(responseStatus)
    case .responseBody: SQLValue(responseBody)
    case .milliseconds: SQLValue(milliseconds)
    case .problem: SQLValue(problem)
    }
  }
}

extension DeliveryRepository {
  /// Deliveries of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Delivery> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.all(
        """
        SELECT \(Self.columns) FROM \(Self.source) WHERE d.sequence \(comparison)
        ORDER BY d.sequence \(order) LIMIT ?
        """, [.integer(number), SQLValue(count)]
      ) { row throws(DatabaseError) -> Delivery in try row.record() }
    }
  }
}
