extension Call {
  var events: EventRepository { EventRepository(database: database) }
  var endpoints: EndpointRepository { EndpointRepository(database: database) }
  var deliveries: DeliveryRepository { DeliveryRepository(database: database) }
  var outbox: EventOutbox {
    EventOutbox(events: events, endpoints: endpoints, deliveries: deliveries, settings: settings)
  }
}

/// What there is to do without being asked: events to send, and orders to end whose time is over.
struct Agenda: Sendable {
  let isDue: Bool
  /// When the next thing falls due that is not yet; nil if there is none.
  let next: Timestamp?
}

extension Call {
  /// Orders are no business of anybody's as long as no endpoint hears of their end: the next request ends them.
  func agenda(except sending: Set<String>) throws -> Agenda {
    let configured = settings.webhooks.configuredEndpoint
    let isHeard = try endpoints.hasEnabled(configured: configured)
    let isOrderDue = try isHeard && orders.hasDue(now: now)
    let nextOrder = isHeard ? try orders.nextDue(after: now) : nil
    let next = [nextOrder, try deliveries.nextDue(after: now, configured: configured)].compactMap(\.self).min()
    return Agenda(
      isDue: try isOrderDue || deliveries.hasDue(at: now, except: sending, configured: configured), next: next)
  }
}

extension OrderRepository {
  fileprivate func nextDue(after now: Timestamp) throws -> Timestamp? {
    try database.first(
      "SELECT MIN(grace_ends_at) FROM orders WHERE status = 'pending' AND grace_ends_at > ?", [SQLValue(now)]
    ) { row in row.optionalTimestamp() } ?? nil
  }
}
