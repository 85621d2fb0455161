/// Events as rows.
struct EventRepository {
  static let columns = """
    e.id, e.tenant, e.type, e.business_type, e.business_id, e.deposit_reference, e.created_at, e.body
    """

  let database: Database

  /// An event that is there already is not written again.
  /// - Returns: its position, or nil if it was there.
  func insert(_ event: WebhookEvent) throws -> Int64? {
    try database.execute(
      """
      INSERT INTO webhook_events (id, tenant, type, business_type, business_id, deposit_reference, created_at, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        .text(event.id), .text(event.tenant), .text(event.type.rawValue), .text(event.businessType.rawValue),
        .text(event.businessId), SQLValue(event.depositReference), SQLValue(event.createdAt), .text(event.body),
      ])
    return database.changes == 1 ? try database.number("SELECT MAX(sequence) FROM webhook_events") : nil
  }

  func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM webhook_events") + 1
  }

  /// Newest first, each with its position.
  func list(_ filter: Filter, _ page: Page) throws -> [(sequence: Int64, event: WebhookEvent)] {
    try database.all(
      """
      SELECT e.sequence, \(Self.columns) FROM webhook_events e \(filter.clause)
      ORDER BY e.sequence DESC LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in (try row.integer(), try row.event()) }
  }
}

extension Row {
  /// The columns of `EventRepository`.
  mutating func event() throws(DatabaseError) -> WebhookEvent {
    WebhookEvent(
      id: try text(), tenant: try text(), type: try value(EventType.self),
      businessType: try value(WebhookEvent.BusinessType.self), businessId: try text(),
      depositReference: optionalText(), createdAt: try timestamp(), body: try text())
  }
}
