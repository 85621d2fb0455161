import HTTP
import JSON
import SandboxModel

/// Controls of webhooks: of all tenants, or of the one whose key is given.
enum WebhookControlRoutes {
  static let all = [
    Route(.get, "/_sandbox/webhooks", .control, overview),
    Route(.post, "/_sandbox/webhooks/deliver", .control, deliver),
  ]

  private static let shown = ListPage(number: 1, limit: 100)

  /// Lists the latest endpoints, events and deliveries, newest first.
  @Sendable private static func overview(_ context: RequestContext) throws -> HTTPResponse {
    let events = try context.store.events.list(Filter(of: context.tenant, "e"), shown)
    let (deliveries, _) = try context.store.deliveries.list(Filter(of: context.tenant, "d"), shown)
    var endpoints = try context.store.endpoints.list(Filter(of: context.tenant, "webhook_endpoints"))
    if let id = context.store.webhooks.configuredEndpoint {
      endpoints += try context.store.endpoints.list(Filter("id = ?", .text(id)))
    }
    return Reply.success([
      "endpoints": .array(endpoints.map { .object(context.view(of: $0)) }),
      "events": .array(try events.map { try JSONParser.parse($0.event.body) }),
      "deliveries": .array(try deliveries.map { .object(try context.view(of: $0)) }),
    ])
  }

  /// Sends webhooks now, and answers once the receivers have.
  @Sendable private static func deliver(_ context: RequestContext) throws -> HTTPResponse {
    let request = try DeliveryRequest(try Fields(context.request, only: DeliveryRequest.members))
    guard context.settings.transport != nil else { throw APIError.noTransport }
    let outgoing = try request.outgoing(context)
    context.afterCommit.reply = DeferredReply { sender in await sender.send(outgoing) }
    return Reply.success([:])
  }
}

extension APIError {
  fileprivate static let noTransport = APIError(
    status: 503, name: .serviceUnavailable, message: "This sandbox was started without a way to send webhooks")
}

extension Filter {
  /// The rows that a control sees. Test events of the configuration's endpoint belong to no tenant.
  fileprivate init(of tenant: Tenant?, _ table: String) {
    if let tenant {
      self.init("\(table).tenant = ?", .text(tenant.id))
    } else {
      self.init("\(table).tenant IS NOT NULL")
    }
  }
}
