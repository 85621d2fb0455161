/// The table of webhook events.
package struct EventRepository {
  static let columns = """
    e.id, e.tenant, e.type, e.business_type, e.business_id, e.deposit_reference, e.created_at, e.body
    """

  let database: Database

  /// Stores an event unless it is stored already.
  /// - Returns: its sequence number; nil if it was stored already.
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

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM webhook_events") + 1
  }

  /// Lists events with their sequence numbers, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> [(sequence: Int64, event: WebhookEvent)] {
    try database.all(
      """
      SELECT e.sequence, \(Self.columns) FROM webhook_events e \(filter.clause)
      ORDER BY e.sequence DESC LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in (try row.integer(), try row.event()) }
  }
}

extension Row {
  /// Reads the columns of `EventRepository`.
  package mutating func event() throws(DatabaseError) -> WebhookEvent {
    WebhookEvent(
      id: try text(), tenant: try text(), type: try value(EventType.self),
      businessType: try value(WebhookEvent.BusinessType.self), businessId: try text(),
      depositReference: optionalText(), createdAt: try timestamp(), body: try text())
  }
}

/// Stores events and their deliveries in the transaction in which they happen: no event is sent for a change that was
/// rolled back, and none is lost when the process dies.
package struct EventOutbox {
  let events: EventRepository
  let endpoints: EndpointRepository
  let deliveries: DeliveryRepository
  let settings: SandboxStore.Settings

  /// Does nothing if the dialect has no webhook for the event, or the event is stored already.
  package func record(_ event: DomainEvent, at time: Timestamp) throws {
    guard let event = settings.describe(event, time), let sequence = try events.insert(event) else { return }
    let configured = settings.webhooks.configuredEndpoint
    for endpoint in try endpoints.enabled(tenant: event.tenant, configured: configured)
    where endpoint.isSubscribed(to: event.type) {
      try enqueue(event, sequence, to: endpoint, at: time)
    }
  }

  /// Sends an event to one endpoint, whether or not the endpoint has subscribed to its type.
  package func record(_ event: WebhookEvent, to endpoint: WebhookEndpoint, at time: Timestamp) throws {
    if let sequence = try events.insert(event) { try enqueue(event, sequence, to: endpoint, at: time) }
  }

  private func enqueue(
    _ event: WebhookEvent, _ sequence: Int64, to endpoint: WebhookEndpoint, at time: Timestamp
  ) throws {
    let id = settings.identifiers.id("dlv", try deliveries.nextSequence())
    try deliveries.insert(id: id, event, sequence, endpoint: endpoint.id, url: endpoint.url, .pending, at: time)
  }
}
