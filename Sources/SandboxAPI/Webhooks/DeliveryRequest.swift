import SandboxModel

/// A request to send events now. The first three members name the subject; without one it is the latest event.
struct DeliveryRequest {
  static let members = [
    "eventId", "orderId", "depositReference", "eventType", "times", "order", "scheme", "url", "secret",
  ]
  private static let repetitions = 1...10
  private static let maximumDeliveries = 50

  private enum Subject {
    case latest
    case event(id: String)
    case order(id: String)
    case depositor(reference: String)
  }

  private struct Target {
    let endpointId: String?
    let url: String
    let key: SigningKey
    let scheme: SignatureScheme
    let timeoutMilliseconds: Int
  }

  private let subject: Subject
  private let type: EventType?
  private let times: Int
  private let isReversed: Bool
  private let scheme: SignatureScheme?
  private let url: WebhookURL?
  private let secret: String?

  init(_ fields: Fields) throws(APIError) {
    subject = try Self.subject(fields)
    type = try fields.optionalText("eventType").map { name throws(APIError) in
      guard let type = EventType(rawValue: name) else {
        throw .invalid("eventType", "must be one of \(EventType.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return type
    }
    times = try fields.optionalInteger("times", in: Self.repetitions) ?? 1
    let order = try fields.optionalText("order")
    guard order == nil || order == "reverse" else { throw .invalid("order", "must be reverse, or left out") }
    isReversed = order != nil
    scheme = try fields.optionalText("scheme").map { name throws(APIError) in
      try SignatureScheme.named(name, as: "scheme")
    }
    url = try fields.optionalString("url").map { text throws(APIError) in try WebhookURL.checked(text, as: "url") }
    secret = try fields.optionalText("secret")
    if let secret, secret.allSatisfy(\.isWhitespace) { throw .invalid("secret", "must not be blank") }
  }

  private static func subject(_ fields: Fields) throws(APIError) -> Subject {
    let (event, order) = (try fields.optionalText("eventId"), try fields.optionalText("orderId"))
    switch (event, order, try fields.optionalText("depositReference")) {
    case (nil, nil, nil): return .latest
    case (let id?, nil, nil): return .event(id: id)
    case (nil, let id?, nil): return .order(id: id)
    case (nil, nil, let reference?): return .depositor(reference: reference)
    default: throw .validation("Give one of eventId, orderId and depositReference")
    }
  }

  /// Stores the deliveries, which are tried once, in the order in which they are sent.
  func outgoing(_ context: RequestContext) throws -> [OutgoingWebhook] {
    let events = try events(context)
    let jobs = try (isReversed ? events.reversed() : events).flatMap { event in
      let targets = try targets(of: event.event, context)
      return (0..<times).flatMap { _ in targets.map { (event, $0) } }
    }
    guard !jobs.isEmpty else { throw APIError.noEndpoint }
    guard jobs.count <= Self.maximumDeliveries else {
      throw APIError.validation(
        "These are \(jobs.count) deliveries, and at most \(Self.maximumDeliveries) may be asked")
    }
    return try jobs.map { try webhook($0.0, to: $0.1, context) }
  }

  /// The events to send, oldest first.
  private func events(_ context: RequestContext) throws -> [(sequence: Int64, event: WebhookEvent)] {
    var filter = context.tenant.map { Filter("e.tenant = ?", .text($0.id)) } ?? Filter("1")
    switch subject {
    case .latest: break
    case .event(let id): filter.require("e.id", equals: id)
    case .order(let id):
      // A depositor may have the same reference.
      filter.require("e.business_type", equals: WebhookEvent.BusinessType.order.rawValue)
      filter.require("e.business_id", equals: context.settings.dialect.stored(id, "ord"))
    case .depositor(let reference): filter.require("e.deposit_reference", equals: reference)
    }
    filter.require("e.type", equals: type?.rawValue)
    let isOne = if case .latest = subject { true } else { false }
    let events = try context.store.events.list(filter, ListPage(number: 1, limit: isOne ? 1 : Self.maximumDeliveries))
    guard !events.isEmpty else { throw APIError.noEvent }
    return events.reversed()
  }

  private func targets(of event: WebhookEvent, _ context: RequestContext) throws -> [Target] {
    let webhooks = context.store.webhooks
    if let url {
      return [
        Target(
          endpointId: nil, url: url.text, key: try key(for: url.text, webhooks), scheme: scheme ?? webhooks.scheme,
          timeoutMilliseconds: WebhookEndpoint.standardTimeout)
      ]
    }
    let endpoints = try context.store.endpoints.enabled(tenant: event.tenant, configured: webhooks.configuredEndpoint)
    return try endpoints.map { endpoint in
      Target(
        endpointId: endpoint.id, url: endpoint.url, key: try key(for: endpoint, webhooks),
        scheme: scheme ?? endpoint.scheme, timeoutMilliseconds: endpoint.timeoutMilliseconds)
    }
  }

  private func key(for url: String, _ webhooks: WebhookSettings) throws(APIError) -> SigningKey {
    if let secret { try webhooks.key(given: secret, for: url) } else { webhooks.key(for: url) }
  }

  private func key(for endpoint: WebhookEndpoint, _ webhooks: WebhookSettings) throws(APIError) -> SigningKey {
    guard secret == nil, endpoint.tenant != nil else { return try key(for: endpoint.url, webhooks) }
    return webhooks.key(ofEndpoint: endpoint.secret, at: endpoint.url)
  }

  private func webhook(
    _ event: (sequence: Int64, event: WebhookEvent), to target: Target, _ context: RequestContext
  ) throws -> OutgoingWebhook {
    let id = context.store.identifiers.id("dlv", try context.store.deliveries.nextSequence())
    try context.store.deliveries.insert(
      id: id, event.event, event.sequence, endpoint: target.endpointId, url: target.url, .sending, at: context.now)
    return OutgoingWebhook(
      deliveryId: id, eventId: event.event.id, type: event.event.type, body: event.event.body, url: target.url,
      key: target.key, scheme: target.scheme, timeout: .milliseconds(target.timeoutMilliseconds))
  }
}

extension APIError {
  fileprivate static let noEvent = APIError(
    status: 404, name: .notFound,
    message: "No such event. An order tells of its end, a deposit when it is seen and when it is confirmed")
  fileprivate static let noEndpoint = validation(
    """
    No webhook endpoint is set. Give url, or start the server with --sandbox-webhook-url (or \
    PAYIN_SANDBOX_WEBHOOK_URL), or POST /api/v1/notifications/endpoints
    """)
}
