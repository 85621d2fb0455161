import JSON

extension Call {
  /// The seed's fields, and after them what it leaves out: both ends of the time to pay, and what has arrived.
  func view(of order: Order) throws -> JSONObject {
    let received = try transfers.received(orderId: order.id)
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
    view.appendIfPresent("completedAt", order.status == .completed ? order.endedAt : nil)
    view.append("createdAt", .string(order.createdAt.description))
    view.append("paymentWindowEndsAt", .string(order.windowEndsAt.description))
    view.append("gracePeriodEndsAt", .string(order.graceEndsAt.description))
    view.appendIfPresent("expiredAt", order.status == .expired ? order.endedAt : nil)
    view.append("receivedAmount", .string(received.detected.description))
    view.append("confirmedAmount", .string(received.confirmed.description))
    view.appendIfPresent("successUrl", order.successUrl)
    view.appendIfPresent("cancelUrl", order.cancelUrl)
    try view.appendIfPresent("metadata", json: order.metadata)
    return view
  }
}

extension Page {
  func view(total: Int) -> JSONObject {
    [
      "page": .number(JSONNumber(number)), "limit": .number(JSONNumber(limit)),
      "total": .number(JSONNumber(total)), "totalPages": .number(JSONNumber(count(of: total))),
    ]
  }
}
