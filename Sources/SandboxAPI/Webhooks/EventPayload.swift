import JSON
import SandboxModel

extension WebhookEvent {
  /// Returns nil if the dialect has no webhook for the event.
  init?(_ event: DomainEvent, _ dialect: Dialect, at time: Timestamp) {
    let payload: EventPayload? =
      switch dialect {
      case .documented: .documented(event)
      case .published: .published(event)
      }
    guard let payload else { return nil }
    let id = "evt_\(payload.type.rawValue.replacing(".", with: "_"))_\(payload.shownId)"
    self.init(
      id: id, tenant: event.tenant, type: payload.type, businessType: event.businessType,
      businessId: event.businessId, depositReference: event.depositReference, createdAt: time,
      body: Self.body(id, payload.type, dialect, at: time, payload.data))
  }

  /// The event that tests an endpoint.
  init(testOf endpoint: WebhookEndpoint, id: String, tenant: String, _ dialect: Dialect, at time: Timestamp) {
    let data: JSONObject = [
      "message": "This is a test notification from PayIn", "endpoint_id": .string(endpoint.id),
      "endpoint_name": .string(endpoint.name),
    ]
    self.init(
      id: id, tenant: tenant, type: .test, businessType: .test, businessId: endpoint.id, depositReference: nil,
      createdAt: time, body: Self.body(id, .test, dialect, at: time, data))
  }

  private static func body(
    _ id: String, _ type: EventType, _ dialect: Dialect, at time: Timestamp, _ data: JSONObject
  ) -> String {
    let event: JSONObject = [
      "id": .string(id), "type": .string(type.rawValue), dialect.nameOfCreation: .string(time.description),
      "data": .object(data),
    ]
    return JSONValue.object(event).description
  }
}

extension Dialect {
  fileprivate var nameOfCreation: String {
    switch self {
    case .documented: "createdAt"
    case .published: "created_at"
    }
  }
}

/// The content of a domain event in one of the dialects.
struct EventPayload: Sendable {
  let type: EventType
  /// The id of the subject as callers see it.
  let shownId: String
  let data: JSONObject
}

extension EventPayload {
  /// The documented form, which has no events for new orders and addresses.
  static func documented(_ event: DomainEvent) -> EventPayload? {
    switch event {
    case .orderCreated, .addressBound: nil
    case .orderEnded(let order): EventPayload(type: order.endType, shownId: order.id, data: documented(order))
    case .depositDetected(let transfer):
      EventPayload(type: .depositPending, shownId: transfer.eventKey, data: documented(transfer))
    case .depositConfirmed(let transfer):
      EventPayload(type: .depositConfirmed, shownId: transfer.eventKey, data: documented(transfer))
    }
  }

  private static func documented(_ order: Order) -> JSONObject {
    var data: JSONObject = [
      "orderId": .string(order.id), "orderReference": .string(order.reference),
      "status": .string(order.status.rawValue), "amount": .string(order.amountText),
      "currency": .string(order.currency), "chainId": .string(order.chainId),
    ]
    data.appendIfPresent("txHash", order.transactionHash)
    data.appendIfPresent("completedAt", order.completedAt)
    return data
  }

  private static func documented(_ transfer: Transfer) -> JSONObject {
    [
      "depositReference": .string(transfer.depositReference ?? ""), "amount": .string(transfer.amount.description),
      "currency": .string(transfer.currency), "chainId": .string(transfer.chainId),
      "txHash": .string(transfer.transactionHash),
    ]
  }
}

extension EventPayload {
  /// The published form. A deposit is reported when it is confirmed, and not before.
  static func published(_ event: DomainEvent) -> EventPayload? {
    switch event {
    case .depositDetected: nil
    case .orderCreated(let order):
      EventPayload(type: .orderCreated, shownId: UUIDForm.of(order.id), data: published(order))
    case .orderEnded(let order):
      EventPayload(type: order.endType, shownId: UUIDForm.of(order.id), data: published(order))
    case .depositConfirmed(let transfer):
      EventPayload(type: .depositCompleted, shownId: transfer.eventKey, data: published(transfer))
    case .addressBound(let binding):
      EventPayload(type: .depositAddressBound, shownId: binding.reference, data: published(binding))
    }
  }

  /// The order without status and transaction. It gives the end of the payment window, whereas the order's replies give
  /// that of the grace period.
  private static func published(_ order: Order) -> JSONObject {
    var data: JSONObject = [
      "order_id": .string(UUIDForm.of(order.id)), "order_reference": .string(order.reference),
      "amount": .string((try? TokenAmount(order.amountText).column) ?? order.amountText),
      "currency": .string(order.currency), "chain_id": .string(order.chainId),
      "payment_address": .string(order.address), "expires_at": .string(order.windowEndsAt.description),
    ]
    switch order.status {
    case .pending: break
    case .completed: data.appendIfPresent("completed_at", order.endedAt)
    case .expired:
      data.appendIfPresent("expired_at", order.endedAt)
      data.append("reason", "timeout")
    }
    return data
  }

  private static func published(_ transfer: Transfer) -> JSONObject {
    [
      "depositReference": .string(transfer.depositReference ?? ""), "token": .string(transfer.currency),
      "chain": .string(transfer.chainId), "amount": .string(transfer.amount.column),
      "depositAddress": .string(transfer.address), "txHash": .string(transfer.transactionHash),
      "blockNumber": .number(JSONNumber(transfer.sequence)),
      "timestamp": .string((transfer.confirmedAt ?? transfer.detectedAt).description),
    ]
  }

  private static func published(_ binding: Binding) -> JSONObject {
    [
      "depositReference": .string(binding.reference), "protocol": .string(binding.addressProtocol.rawValue),
      "depositAddress": .string(binding.address), "timestamp": .string(binding.boundAt.description),
    ]
  }
}

extension Order {
  fileprivate var endType: EventType { status == .completed ? .orderCompleted : .orderExpired }
}
