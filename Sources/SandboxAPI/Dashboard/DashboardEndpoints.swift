package import HTTP
import JSON
package import SandboxModel

/// The endpoints of webhooks, as the dashboard shows and makes them.
extension RequestContext {
  /// The endpoints that this process may send to, newest first; at most that many.
  package func endpoints(limit: Int) throws -> [WebhookEndpoint] {
    let configured = store.webhooks.configuredEndpoint
    let found = try store.endpoints.list(Filter("(tenant IS NOT NULL OR id = ?)", SQLValue(configured)))
    return Array(found.prefix(limit))
  }

  /// Makes an endpoint for the events of a key; of the sandbox's own if nil. It signs with the
  /// sandbox's own secret, which everyone knows.
  package func makeEndpoint(_ url: WebhookURL, _ scheme: SignatureScheme, key: String?) throws {
    let tenant = try Tenant(["Authorization": "Bearer \(key ?? SandboxKeys.full)"])
    let sequence = try store.endpoints.nextSequence()
    try store.endpoints.insert(
      WebhookEndpoint(
        sequence: sequence, id: store.identifiers.id("wep", sequence), tenant: tenant.id, name: "dashboard",
        url: url.text, secret: WebhookSettings.knownSecret, scheme: scheme,
        subscribedEvents: [WebhookEndpoint.everyEvent],
        maximumRetries: WebhookEndpoint.standardRetries, timeoutMilliseconds: WebhookEndpoint.standardTimeout,
        isEnabled: true, createdAt: now, updatedAt: now))
  }

  /// Removes an endpoint that was made while the sandbox served. Returns false if there is none.
  package func removeEndpoint(id: String) throws -> Bool {
    guard let endpoint = try endpoint(id: id), endpoint.tenant != nil else { return false }
    try store.endpoints.delete(endpoint, at: now)
    try store.deliveries.cancel(endpoint: endpoint, at: now)
    return true
  }

  private func endpoint(id: String) throws -> WebhookEndpoint? {
    try store.endpoints.list(Filter("id = ?", .text(id))).first
  }
}

/// A test event that is sent at once, and answered when the receiver has.
extension RequestContext {
  /// Sends a test event to an endpoint.
  /// - Parameter answer: makes the reply, given the number of the log's entry with the result.
  /// - Returns: a reply that is never sent; nil if there is no such endpoint, or nothing can be sent.
  package func sendTest(
    toEndpoint id: String, _ answer: @escaping @Sendable (_ note: Int) -> HTTPResponse
  ) throws -> HTTPResponse? {
    guard settings.transport != nil, let endpoint = try endpoint(id: id) else { return nil }
    let webhook = try testWebhook(to: endpoint)
    afterCommit.reply = DeferredReply { sender in
      let attempt = await sender.send(once: webhook)
      let problem = attempt == nil ? "the sandbox is stopping" : attempt?.problem
      return answer(sender.note(.testSent(status: attempt?.status, problem: problem)))
    }
    return HTTPResponse(status: 200)
  }

  private func testWebhook(to endpoint: WebhookEndpoint) throws -> OutgoingWebhook {
    let eventId = store.identifiers.id("test", try store.events.nextSequence())
    let tenant = endpoint.tenant ?? Tenant.standard.id
    let event = WebhookEvent(testOf: endpoint, id: eventId, tenant: tenant, settings.dialect, at: now)
    guard let sequence = try store.events.insert(event) else { throw APIError.internalError("no event") }
    let id = store.identifiers.id("dlv", try store.deliveries.nextSequence())
    try store.deliveries.insert(
      id: id, event, sequence, endpoint: endpoint.id, url: endpoint.url, .sending, at: now)
    let webhooks = store.webhooks
    let key =
      endpoint.tenant == nil
      ? webhooks.key(for: endpoint.url) : webhooks.key(ofEndpoint: endpoint.secret, at: endpoint.url)
    return OutgoingWebhook(
      deliveryId: id, eventId: eventId, type: .test, body: event.body, url: endpoint.url, key: key,
      scheme: endpoint.scheme, timeout: min(Duration.seconds(10), .milliseconds(endpoint.timeoutMilliseconds)))
  }
}
