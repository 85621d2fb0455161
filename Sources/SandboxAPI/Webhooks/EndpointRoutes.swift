import HTTP
import JSON
import SandboxModel

/// The endpoints that receive events. They are not documented, and have the same form without an envelope in both
/// dialects.
enum EndpointRoutes {
  static let all = [
    Route(.post, "/api/v1/notifications/endpoints", .write, create),
    Route(.get, "/api/v1/notifications/endpoints", .read, list),
    Route(.get, "/api/v1/notifications/endpoints/:id", .read, get),
    Route(.put, "/api/v1/notifications/endpoints/:id", .write, update),
    Route(.delete, "/api/v1/notifications/endpoints/:id", .write, delete),
    Route(.post, "/api/v1/notifications/endpoints/:id/test", .write, test),
  ]

  /// Makes an endpoint. No other reply shows the secret.
  @Sendable private static func create(_ context: RequestContext) throws -> HTTPResponse {
    try NotificationReply.refusing("Failed to create endpoint") {
      let draft = try EndpointDraft(try Fields(context.request))
      let endpoint = try draft.endpoint(
        sequence: try context.store.endpoints.nextSequence(), identifiers: context.store.identifiers,
        scheme: context.store.webhooks.scheme, tenant: try context.tenantId(), now: context.now)
      try context.store.webhooks.refuseConfiguredSecret(endpoint.secret, for: endpoint.url, as: "config.secret")
      try context.store.endpoints.insert(endpoint)
      return Reply.bare(context.view(of: endpoint, secret: endpoint.secret), status: 201)
    }
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var filter = Filter("tenant = ?", .text(try context.tenantId()))
    if let wanted = query["is_enabled"] { filter.require("is_enabled = ?", SQLValue(wanted == "true")) }
    if let type = query["endpoint_type"], type != "webhook" { filter.require("0") }
    let endpoints = try context.store.endpoints.list(filter)
    return Reply.bare([
      "endpoints": .array(endpoints.map { .object(context.view(of: $0)) }),
      "total": .number(JSONNumber(endpoints.count)),
    ])
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    try withEndpoint(context) { endpoint in Reply.bare(context.view(of: endpoint)) }
  }

  @Sendable private static func update(_ context: RequestContext) throws -> HTTPResponse {
    try withEndpoint(context) { endpoint in
      try NotificationReply.refusing("Failed to update endpoint") {
        var endpoint = endpoint
        try EndpointDraft(try Fields(context.request)).apply(to: &endpoint, now: context.now)
        try context.store.webhooks.refuseConfiguredSecret(endpoint.secret, for: endpoint.url, as: "config.secret")
        try context.store.endpoints.update(endpoint)
        if !endpoint.isEnabled { try context.store.deliveries.cancel(endpoint: endpoint, at: context.now) }
        return Reply.bare(context.view(of: endpoint))
      }
    }
  }

  @Sendable private static func delete(_ context: RequestContext) throws -> HTTPResponse {
    try withEndpoint(context) { endpoint in
      try context.store.endpoints.delete(endpoint, at: context.now)
      try context.store.deliveries.cancel(endpoint: endpoint, at: context.now)
      return Reply.bare(["success": true])
    }
  }

  /// Queues a test event; the log shows the result of its delivery.
  @Sendable private static func test(_ context: RequestContext) throws -> HTTPResponse {
    try withEndpoint(context) { endpoint in
      guard endpoint.isEnabled else { return NotificationReply.refusal("Test failed", "The endpoint is not enabled") }
      let id = context.store.identifiers.id("test", try context.store.events.nextSequence())
      let event = WebhookEvent(
        testOf: endpoint, id: id, tenant: try context.tenantId(), context.settings.dialect, at: context.now)
      try context.store.outbox.record(event, to: endpoint, at: context.now)
      return Reply.bare(["success": true])
    }
  }

  private static func withEndpoint(
    _ context: RequestContext, _ body: (WebhookEndpoint) throws -> HTTPResponse
  ) throws -> HTTPResponse {
    guard let endpoint = try context.store.endpoints.find(id: context.parameters[0], tenant: try context.tenantId())
    else {
      return NotificationReply.missing("Endpoint")
    }
    return try body(endpoint)
  }
}

extension RequestContext {
  /// The view of an endpoint.
  /// - Parameter secret: shown instead of the masked secret.
  func view(of endpoint: WebhookEndpoint, secret: String? = nil) -> JSONObject {
    var view: JSONObject = [
      "id": .string(endpoint.id),
      "organization_id": endpoint.tenant.map { .string(publishedOrganization($0)) } ?? .null,
      "endpoint_name": .string(endpoint.name), "endpoint_type": "webhook", "is_enabled": .bool(endpoint.isEnabled),
      "config": [
        "url": .string(endpoint.url), "secret": .string(secret ?? endpoint.maskedSecret),
        "scheme": .string(endpoint.scheme.rawValue),
      ],
      "subscribed_events": .array(endpoint.subscribedEvents.map(JSONValue.string)),
      "max_retries": .number(JSONNumber(endpoint.maximumRetries)),
      "timeout_ms": .number(JSONNumber(endpoint.timeoutMilliseconds)),
    ]
    view.append("description", column: endpoint.description)
    view.append("created_at", .string(endpoint.createdAt.description))
    view.append("updated_at", .string(endpoint.updatedAt.description))
    return view
  }
}
