/// The table of webhook events.
package struct EventRepository {
  let database: Database

  /// Stores an event unless it is stored already.
  /// - Returns: its sequence number; nil if it was stored already.
  package func insert(_ event: WebhookEvent) throws -> Int64? {
    try database.insertIfNew(event) ? try database.number("SELECT MAX(sequence) FROM webhook_events") : nil
  }

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: WebhookEvent.self)
  }

  /// Lists events with their sequence numbers, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> [(sequence: Int64, event: WebhookEvent)] {
    try database.all(
      """
      SELECT \(Table<WebhookEvent>.columns(of: "e")), e.sequence FROM webhook_events e \(filter.clause)
      ORDER BY e.sequence DESC LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in try row.numberedEvent() }
  }
}

extension Row {
  /// Reads an event and the sequence number after it.
  fileprivate mutating func numberedEvent() throws(DatabaseError) -> (sequence: Int64, event: WebhookEvent) {
    let event: WebhookEvent = try record()
    skip(to: WebhookEvent.table.columns.count)
    return (try integer(), event)
  }
}

extension WebhookEvent: Record {
  enum Column: String, CaseIterable, Sendable {
    case id
    case tenant
    case type
    case businessType = "business_type"
    case businessId = "business_id"
    case depositReference = "deposit_reference"
    case createdAt = "created_at"
    case body
  }

  static let table = Table<WebhookEvent>("webhook_events", key: .id)

  init(_ row: inout RecordRow<WebhookEvent>) throws(DatabaseError) {
    self.init(
      id: try row.text(.id), tenant: try row.text(.tenant), type: try row.value(.type),
      businessType: try row.value(.businessType), businessId: try row.text(.businessId),
      depositReference: row.optionalText(.depositReference), createdAt: try row.timestamp(.createdAt),
      body: try row.text(.body))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .id: .text(id)
    case .tenant: .text(tenant)
    case .type: .text(type.rawValue)
    case .businessType: .text(businessType.rawValue)
    case .businessId: .text(businessId)
    case .depositReference: SQLValue(depositReference)
    case .createdAt: SQLValue(createdAt)
    case .body: .text(body)
    }
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
