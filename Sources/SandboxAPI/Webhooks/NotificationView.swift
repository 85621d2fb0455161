import JSON
import SandboxModel

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
