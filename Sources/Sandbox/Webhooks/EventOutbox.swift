/// Writes down what happened and who is to hear of it, in the transaction in which it happens: an event is never sent
/// for something that was undone, and none is forgotten when the process dies.
struct EventOutbox {
  let events: EventRepository
  let endpoints: EndpointRepository
  let deliveries: DeliveryRepository
  let settings: SandboxSettings

  func record(_ occurrence: Occurrence, at time: Timestamp) throws {
    guard let event = WebhookEvent(occurrence, settings.dialect, at: time), let position = try events.insert(event)
    else { return }
    let configured = settings.webhooks.configuredEndpoint
    for endpoint in try endpoints.enabled(tenant: event.tenant, configured: configured)
    where endpoint.hears(of: event.type) {
      try enqueue(event, position, to: endpoint, at: time)
    }
  }

  /// Whether or not the endpoint has subscribed to tests.
  func recordTest(of endpoint: WebhookEndpoint, tenant: String, at time: Timestamp) throws {
    let id = settings.identifiers.id("test", try events.nextSequence())
    let event = WebhookEvent(testOf: endpoint, id: id, tenant: tenant, settings.dialect, at: time)
    if let position = try events.insert(event) { try enqueue(event, position, to: endpoint, at: time) }
  }

  private func enqueue(
    _ event: WebhookEvent, _ position: Int64, to endpoint: WebhookEndpoint, at time: Timestamp
  ) throws {
    let id = settings.identifiers.id("dlv", try deliveries.nextSequence())
    try deliveries.insert(id: id, event, position, endpoint: endpoint.id, url: endpoint.url, .pending, at: time)
  }
}
