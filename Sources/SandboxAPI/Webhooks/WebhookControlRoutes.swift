import HTTP
import JSON

/// Webhooks as whoever started the sandbox sees them: of all tenants, or of the one whose key comes along.
enum WebhookControlRoutes {
  static let all = [
    Route(.get, "/_sandbox/webhooks", .control, overview),
    Route(.post, "/_sandbox/webhooks/deliver", .control, deliver),
  ]

  private static let shown = Page(number: 1, limit: 100)

  /// The latest of each, newest first.
  @Sendable private static func overview(_ call: Call) throws -> HTTPResponse {
    let events = try call.events.list(Filter(of: call.tenant, "e"), shown)
    let (deliveries, _) = try call.deliveries.list(Filter(of: call.tenant, "d"), shown)
    var endpoints = try call.endpoints.list(Filter(of: call.tenant, "webhook_endpoints"))
    if let id = call.settings.webhooks.configuredEndpoint {
      endpoints += try call.endpoints.list(Filter("id = ?", .text(id)))
    }
    return Reply.success([
      "endpoints": .array(endpoints.map { .object(call.view(of: $0)) }),
      "events": .array(try events.map { try JSONParser.parse($0.event.body) }),
      "deliveries": .array(try deliveries.map { .object(try call.view(of: $0)) }),
    ])
  }

  /// Sends now, and answers when the receivers have.
  @Sendable private static func deliver(_ call: Call) throws -> HTTPResponse {
    guard call.settings.webhooks.transport != nil else { throw APIError.noTransport }
    let parcels = try DeliveryRequest(try Fields(call.request)).parcels(call)
    call.errands.errand = Errand { courier in await courier.carry(parcels) }
    return Reply.success([:])
  }
}

extension APIError {
  fileprivate static let noTransport = APIError(
    status: 503, name: .serviceUnavailable, message: "This sandbox was started without a way to send webhooks")
}

extension Filter {
  /// Whose rows a control sees. Test events of an endpoint that hears of everybody are nobody's.
  fileprivate init(of tenant: Tenant?, _ table: String) {
    if let tenant {
      self.init("\(table).tenant = ?", .text(tenant.id))
    } else {
      self.init("\(table).tenant IS NOT NULL")
    }
  }
}
