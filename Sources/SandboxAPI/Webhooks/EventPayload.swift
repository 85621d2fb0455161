import JSON

/// The words that a dialect has for an occurrence.
struct EventPayload: Sendable {
  let type: EventType
  /// What the event is about, as callers know it.
  let shownId: String
  let data: JSONObject
}

extension EventPayload {
  /// As the API is documented. It does not tell of new orders and addresses.
  static func seed(_ occurrence: Occurrence) -> EventPayload? {
    switch occurrence {
    case .orderCreated, .addressBound: nil
    case .orderEnded(let order): EventPayload(type: order.endType, shownId: order.id, data: seed(order))
    case .depositDetected(let transfer):
      EventPayload(type: .depositPending, shownId: transfer.eventKey, data: seed(transfer))
    case .depositConfirmed(let transfer):
      EventPayload(type: .depositConfirmed, shownId: transfer.eventKey, data: seed(transfer))
    }
  }

  private static func seed(_ order: Order) -> JSONObject {
    var data: JSONObject = [
      "orderId": .string(order.id), "orderReference": .string(order.reference),
      "status": .string(order.status.rawValue), "amount": .string(order.amountText),
      "currency": .string(order.currency), "chainId": .string(order.chainId),
    ]
    data.appendIfPresent("txHash", order.transactionHash)
    data.appendIfPresent("completedAt", order.status == .completed ? order.endedAt : nil)
    return data
  }

  private static func seed(_ transfer: Transfer) -> JSONObject {
    [
      "depositReference": .string(transfer.depositReference ?? ""), "amount": .string(transfer.amount.description),
      "currency": .string(transfer.currency), "chainId": .string(transfer.chainId),
      "txHash": .string(transfer.transactionHash),
    ]
  }
}

extension EventPayload {
  /// As the service's published code sends it. A deposit is told of when it is confirmed, and not before.
  static func open(_ occurrence: Occurrence) -> EventPayload? {
    switch occurrence {
    case .depositDetected: nil
    case .orderCreated(let order):
      EventPayload(type: .orderCreated, shownId: UUIDForm.of(order.id), data: open(order))
    case .orderEnded(let order):
      EventPayload(type: order.endType, shownId: UUIDForm.of(order.id), data: open(order))
    case .depositConfirmed(let transfer):
      EventPayload(type: .depositCompleted, shownId: transfer.eventKey, data: open(transfer))
    case .addressBound(let binding):
      EventPayload(type: .depositAddressBound, shownId: binding.reference, data: open(binding))
    }
  }

  /// Neither status nor transaction. The end of the payment window, where the order's own replies tell that of grace.
  private static func open(_ order: Order) -> JSONObject {
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

  private static func open(_ transfer: Transfer) -> JSONObject {
    [
      "depositReference": .string(transfer.depositReference ?? ""), "token": .string(transfer.currency),
      "chain": .string(transfer.chainId), "amount": .string(transfer.amount.column),
      "depositAddress": .string(transfer.address), "txHash": .string(transfer.transactionHash),
      "blockNumber": .number(JSONNumber(transfer.sequence)),
      "timestamp": .string((transfer.confirmedAt ?? transfer.detectedAt).description),
    ]
  }

  private static func open(_ binding: Binding) -> JSONObject {
    [
      "depositReference": .string(binding.reference), "protocol": .string(binding.addressProtocol.rawValue),
      "depositAddress": .string(binding.address), "timestamp": .string(binding.boundAt.description),
    ]
  }
}

extension Order {
  fileprivate var endType: EventType { status == .completed ? .orderCompleted : .orderExpired }
}

extension Transfer {
  /// The transaction, and which transfer of it if that is not the first: two deposits never look like one.
  var eventKey: String { eventIndex == 0 ? transactionHash : "\(transactionHash)_\(eventIndex)" }

  var depositReference: String? {
    guard case .deposit(let reference) = purpose else { return nil }
    return reference
  }
}
