import HTTP
import JSON
import SandboxModel

/// The log of deliveries. It is not documented, and has the same form without an envelope in both dialects.
enum DeliveryLogRoutes {
  static let all = [
    Route(.get, "/api/v1/notifications/logs", .read, list),
    Route(.get, "/api/v1/notifications/logs/:id", .read, get),
    Route(.post, "/api/v1/notifications/logs/:id/retry", .write, retry),
    Route(.post, "/api/v1/notifications/retry-failed", .write, retryFailed),
    Route(.get, "/api/v1/notifications/statistics", .read, statistics),
  ]

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    try NotificationReply.refusing("Failed to get logs") {
      let query = context.request.query
      var criteria = DeliveryCriteria(tenant: try context.tenantId())
      criteria.endpointId = query["endpoint_id"]
      criteria.eventType = query["event_type"]
      criteria.status = try query.choice("status", Delivery.Status.self)
      criteria.businessType = try query.choice("business_type", WebhookEvent.BusinessType.self)
      criteria.businessIds = query["business_id"].map { [$0, context.settings.dialect.stored($0, "ord")] }
      let page = try query.page(limit: 50)
      let (deliveries, total) = try context.store.deliveries.list(criteria, page)
      return Reply.bare([
        "logs": .array(try deliveries.map { .object(try context.view(of: $0)) }), "total": .number(JSONNumber(total)),
        "page": .number(JSONNumber(page.number)), "limit": .number(JSONNumber(page.limit)),
      ])
    }
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    try withDelivery(context) { delivery in Reply.bare(try context.view(of: delivery)) }
  }

  @Sendable private static func retry(_ context: RequestContext) throws -> HTTPResponse {
    try withDelivery(context) { delivery in
      let retried = try context.store.deliveries.retry(Filter("d.id = ?", .text(delivery.id)), at: context.now)
      guard retried == 1 else {
        return NotificationReply.refusal(
          "Retry failed", "Only what has failed or was cancelled is sent again, and only to an enabled endpoint")
      }
      return Reply.bare(["success": true])
    }
  }

  @Sendable private static func retryFailed(_ context: RequestContext) throws -> HTTPResponse {
    try NotificationReply.refusing("Batch retry failed") {
      let fields = try Fields(context.request)
      let tenant = try context.tenantId()
      var filter = Filter("d.tenant = ? AND d.status = 'failed'", .text(tenant))
      if let id = try fields.optionalText("endpoint_id") {
        guard let endpoint = try context.store.endpoints.find(id: id, tenant: tenant) else {
          return NotificationReply.missing("Endpoint")
        }
        filter.require("d.endpoint", equals: endpoint.id)
      }
      filter.require("e.type", equals: try fields.optionalText("event_type"))
      if let text = try fields.optionalText("failed_after") {
        guard let time = Timestamp(iso8601: text) else {
          throw APIError.invalid("failed_after", "must be a time such as 2025-01-28T10:30:00Z")
        }
        filter.require("d.completed_at > ?", SQLValue(time))
      }
      let retried = try context.store.deliveries.retry(filter, at: context.now)
      return Reply.bare(["success": true, "retried": .number(JSONNumber(retried))])
    }
  }

  /// Shows statistics. `start_date` and `end_date` must be given together, and include both days.
  @Sendable private static func statistics(_ context: RequestContext) throws -> HTTPResponse {
    try NotificationReply.refusing("Failed to get statistics") {
      let query = context.request.query
      let tenant = try context.tenantId()
      var criteria = DeliveryCriteria(tenant: tenant)
      if let id = query["endpoint_id"] {
        guard let endpoint = try context.store.endpoints.find(id: id, tenant: tenant) else {
          return NotificationReply.missing("Endpoint")
        }
        criteria.endpointId = endpoint.id
      }
      if let start = try query.day("start_date"), let end = try query.day("end_date") {
        criteria.created = DateRange(
          after: start, before: Timestamp(milliseconds: end.adding(minutes: 24 * 60).milliseconds - 1))
      }
      return Reply.bare(try context.store.deliveries.statistics(criteria).view)
    }
  }

  private static func withDelivery(_ context: RequestContext, _ body: (Delivery) throws -> HTTPResponse) throws
    -> HTTPResponse
  {
    guard let delivery = try context.store.deliveries.find(id: context.parameters[0], tenant: try context.tenantId())
    else {
      return NotificationReply.missing("Notification log")
    }
    return try body(delivery)
  }
}

extension DeliveryStatistics {
  fileprivate var view: JSONObject {
    var view: JSONObject = [
      "total_sent": .number(JSONNumber(total)), "total_success": .number(JSONNumber(succeeded)),
      "total_failed": .number(JSONNumber(failed)), "total_retried": .number(JSONNumber(retried)),
    ]
    view.append("avg_response_time_ms", column: averageMilliseconds)
    return view
  }
}

extension Query {
  /// Reads the start of a day, such as `2025-01-28`, in UTC.
  fileprivate func day(_ name: String) throws(APIError) -> Timestamp? {
    guard let text = self[name] else { return nil }
    guard let day = Timestamp(iso8601: "\(text)T00:00:00Z") else {
      throw .invalid(name, "must be a day such as 2025-01-28")
    }
    return day
  }
}

extension RequestContext {
  func view(of delivery: Delivery) throws -> JSONObject {
    let event = delivery.event
    var view: JSONObject = [
      "id": .string(delivery.id), "organization_id": .string(publishedOrganization(delivery.tenant)),
    ]
    view.append("endpoint_id", column: delivery.endpointId)
    view.append("url", .string(delivery.url))
    view.append("event_type", .string(event.type.rawValue))
    view.append("event_id", .string(event.id))
    view.append("business_type", .string(event.businessType.rawValue))
    view.append("business_id", .string(shownBusinessId(of: event)))
    view.append("payload", try JSONParser.parse(event.body))
    view.append("status", .string(delivery.status.rawValue))
    view.append("retry_count", .number(JSONNumber(max(0, delivery.attempts - 1))))
    view.append("http_status_code", column: delivery.responseStatus)
    view.append("response_body", column: delivery.responseBody)
    view.append("response_time_ms", column: delivery.milliseconds)
    view.append("error_message", column: delivery.problem ?? waitingReason(of: delivery))
    view.append("created_at", .string(delivery.createdAt.description))
    view.append("sent_at", column: delivery.sentAt)
    view.append("completed_at", column: delivery.completedAt)
    view.append("next_retry_at", column: delivery.status == .pending ? delivery.dueAt : nil)
    return view
  }

  private func waitingReason(of delivery: Delivery) -> String? {
    guard delivery.status == .pending, settings.transport == nil else { return nil }
    return "This sandbox was started without a way to send webhooks"
  }

  private func shownBusinessId(of event: WebhookEvent) -> String {
    event.businessType == .order ? settings.dialect.shown(event.businessId) : event.businessId
  }
}
