import JSON
import SandboxModel

extension RequestContext {
  /// The documented members of an order, followed by the ends of the payment terms and the received amounts.
  func view(of order: Order) throws -> JSONObject {
    let received = try store.transfers.received(orderId: order.id)
    let id = settings.dialect.shown(order.id)
    var view: JSONObject = [
      "orderId": .string(id), "orderReference": .string(order.reference),
      "status": .string(order.status.rawValue), "amount": .string(order.amountText),
      "currency": .string(order.currency), "chainId": .string(order.chainId), "address": .string(order.address),
      "paymentUrl": .string("\(request.root)/pay/order/\(id)"),
      // An order expires when its grace period ends; until then a payment still completes it.
      "expiresAt": .string(order.graceEndsAt.description),
    ]
    view.appendIfPresent("txHash", order.transactionHash)
    view.appendIfPresent("completedAt", order.completedAt)
    view.append("createdAt", .string(order.createdAt.description))
    view.append("paymentWindowEndsAt", .string(order.windowEndsAt.description))
    view.append("gracePeriodEndsAt", .string(order.graceEndsAt.description))
    view.appendIfPresent("expiredAt", order.expiredAt)
    view.append("receivedAmount", .string(received.detected.description))
    view.append("confirmedAmount", .string(received.confirmed.description))
    view.appendIfPresent("successUrl", order.successUrl)
    view.appendIfPresent("cancelUrl", order.cancelUrl)
    try view.appendIfPresent("metadata", json: order.metadata)
    return view
  }
}

extension ListPage {
  func view(total: Int) -> JSONObject {
    [
      "page": .number(JSONNumber(number)), "limit": .number(JSONNumber(limit)),
      "total": .number(JSONNumber(total)), "totalPages": .number(JSONNumber(count(of: total))),
    ]
  }
}

extension RequestContext {
  func statusView(of order: Order) throws -> JSONObject {
    let received = try store.transfers.received(orderId: order.id)
    let required = try TokenAmount(order.amountText)
    let isPaid = received.confirmed >= required
    var view: JSONObject = [
      "orderId": .string(order.id), "orderReference": .string(order.reference),
      "status": .string(order.status.rawValue), "amount": .string(order.amountText),
      "currency": .string(order.currency), "chainId": .string(order.chainId), "address": .string(order.address),
      "expiresAt": .string(order.graceEndsAt.description),
      "requiredConfirmations": .number(JSONNumber(order.requiredConfirmations)),
      "currentConfirmations": .number(JSONNumber(received.lastConfirmations)),
    ]
    view.appendIfPresent("txHash", order.transactionHash ?? received.lastTransactionHash)
    view.appendIfPresent("transferStatus", received.status)
    view.appendIfPresent("completedAt", order.completedAt)
    view.append("createdAt", .string(order.createdAt.description))
    view.append("receivedAmount", .string(received.detected.description))
    view.append("confirmedAmount", .string(received.confirmed.description))
    view.append("remainingAmount", .string(required.remaining(after: received.confirmed).description))
    view.append("paymentProgress", .number(JSONNumber(received.confirmed.percent(of: required))))
    view.append("isPartiallyPaid", .bool(!isPaid && received.confirmed > .zero))
    view.append("isFullyPaid", .bool(isPaid))
    view.append("transferCount", .number(JSONNumber(received.count)))
    view.appendIfPresent("redirectUrl", order.status == .completed ? order.successUrl : nil)
    return view
  }
}
