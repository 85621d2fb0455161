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

extension OrderStatistics {
  /// The documented form, with amounts by token: a sum over tokens would mean nothing.
  var view: JSONObject {
    var view = counters
    view.append("totalAmount", Self.members(of: amounts) { .string($0.description) })
    view.append("completedAmount", Self.members(of: completedAmounts) { .string($0.description) })
    view.append("avgPaymentTimeSeconds", averagePaymentTime.map(Self.seconds) ?? .null)
    return view.appending(groups)
  }

  /// The published form: one sum over all tokens, and a zero instead of a missing time.
  var publishedView: JSONObject {
    var view = counters
    view.append("totalAmount", .string(Self.publishedSum(amounts)))
    view.append("completedAmount", .string(Self.publishedSum(completedAmounts)))
    view.append("avgPaymentTimeSeconds", Self.seconds(averagePaymentTime ?? 0))
    return view.appending(groups)
  }

  private var counters: JSONObject {
    [
      "totalOrders": .number(JSONNumber(total)), "completedOrders": .number(JSONNumber(count(.completed))),
      "pendingOrders": .number(JSONNumber(count(.pending))), "expiredOrders": .number(JSONNumber(count(.expired))),
    ]
  }

  private var groups: JSONObject {
    let byStatus = Dictionary(uniqueKeysWithValues: byStatus.map { ($0.key.rawValue, $0.value) })
    return [
      "byStatus": Self.members(of: byStatus) { .number(JSONNumber($0)) },
      "byChain": Self.members(of: byChain) { .number(JSONNumber($0)) },
      "byToken": Self.members(of: byToken) { .number(JSONNumber($0)) },
    ]
  }

  /// An object in alphabetical order, so that the same orders give the same bytes.
  private static func members<Value>(of values: [String: Value], _ json: (Value) -> JSONValue) -> JSONValue {
    var object = JSONObject()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { object.append(name, json(value)) }
    return .object(object)
  }

  private static func publishedSum(_ amounts: [String: TokenAmount]) -> String {
    let sum = amounts.values.reduce(.zero, +)
    return sum == .zero ? "0" : sum.column
  }

  /// Seconds with at most three digits after the point.
  private static func seconds(_ milliseconds: Int64) -> JSONValue {
    let exact = TokenAmount(millionths: UInt128(max(0, milliseconds)) * 1000)
    return JSONNumber(exact.description).map(JSONValue.number) ?? .null
  }
}

extension JSONObject {
  fileprivate func appending(_ other: JSONObject) -> JSONObject {
    var object = self
    for member in other.members { object.append(member.name, member.value) }
    return object
  }
}
