import HTTP
import JSON

/// How far an order's payment is, for the payer: who knows the id may see it.
enum OrderStatusRoutes {
  static let all = [Route(.get, "/api/order-status/:orderId", .visit, status)]

  @Sendable private static func status(_ call: Call) throws -> HTTPResponse {
    guard let order = try call.orders.find(id: call.parameters[0]) else { throw APIError.notFound("Order") }
    return Reply.success(try call.statusView(of: order))
  }
}

extension Call {
  fileprivate func statusView(of order: Order) throws -> JSONObject {
    let received = try transfers.received(orderId: order.id)
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
    view.appendIfPresent("completedAt", order.status == .completed ? order.endedAt : nil)
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
