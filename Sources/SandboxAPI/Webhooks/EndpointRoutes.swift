import HTTP
import JSON

/// Who hears of events. Outside of the documentation; the same in both dialects, and without an envelope.
enum EndpointRoutes {
  static let all = [
    Route(.post, "/api/v1/notifications/endpoints", .write, create),
    Route(.get, "/api/v1/notifications/endpoints", .read, list),
    Route(.get, "/api/v1/notifications/endpoints/:id", .read, get),
    Route(.put, "/api/v1/notifications/endpoints/:id", .write, update),
    Route(.delete, "/api/v1/notifications/endpoints/:id", .write, delete),
    Route(.post, "/api/v1/notifications/endpoints/:id/test", .write, test),
  ]

  /// The only answer that has the secret.
  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    try NotificationReply.refusing("Failed to create endpoint") {
      let draft = try EndpointDraft(try Fields(call.request))
      let endpoint = try draft.endpoint(
        sequence: try call.endpoints.nextSequence(), identifiers: call.settings.identifiers,
        scheme: call.settings.webhooks.scheme, tenant: try call.tenantId(), now: call.now)
      try call.settings.webhooks.refuseConfiguredSecret(endpoint.secret, for: endpoint.url, as: "config.secret")
      try call.endpoints.insert(endpoint)
      return Reply.bare(call.view(of: endpoint, secret: endpoint.secret), status: 201)
    }
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    if let wanted = query["is_enabled"] { filter.require("is_enabled = ?", SQLValue(wanted == "true")) }
    if let type = query["endpoint_type"], type != "webhook" { filter.require("0") }
    let endpoints = try call.endpoints.list(filter)
    return Reply.bare([
      "endpoints": .array(endpoints.map { .object(call.view(of: $0)) }),
      "total": .number(JSONNumber(endpoints.count)),
    ])
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    try withEndpoint(call) { endpoint in Reply.bare(call.view(of: endpoint)) }
  }

  @Sendable private static func update(_ call: Call) throws -> HTTPResponse {
    try withEndpoint(call) { endpoint in
      try NotificationReply.refusing("Failed to update endpoint") {
        var endpoint = endpoint
        try EndpointDraft(try Fields(call.request)).apply(to: &endpoint, now: call.now)
        try call.settings.webhooks.refuseConfiguredSecret(endpoint.secret, for: endpoint.url, as: "config.secret")
        try call.endpoints.update(endpoint)
        if !endpoint.isEnabled { try call.deliveries.cancel(endpoint: endpoint, at: call.now) }
        return Reply.bare(call.view(of: endpoint))
      }
    }
  }

  @Sendable private static func delete(_ call: Call) throws -> HTTPResponse {
    try withEndpoint(call) { endpoint in
      try call.endpoints.delete(endpoint, at: call.now)
      try call.deliveries.cancel(endpoint: endpoint, at: call.now)
      return Reply.bare(["success": true])
    }
  }

  /// Succeeds when the event waits to be sent; the log tells what became of it.
  @Sendable private static func test(_ call: Call) throws -> HTTPResponse {
    try withEndpoint(call) { endpoint in
      guard endpoint.isEnabled else { return NotificationReply.refusal("Test failed", "The endpoint is not enabled") }
      try call.outbox.recordTest(of: endpoint, tenant: try call.tenantId(), at: call.now)
      return Reply.bare(["success": true])
    }
  }

  private static func withEndpoint(
    _ call: Call, _ body: (WebhookEndpoint) throws -> HTTPResponse
  ) throws -> HTTPResponse {
    guard let endpoint = try call.endpoints.find(id: call.parameters[0], tenant: try call.tenantId()) else {
      return NotificationReply.missing("Endpoint")
    }
    return try body(endpoint)
  }
}
