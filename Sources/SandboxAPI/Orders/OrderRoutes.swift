import HTTP
import JSON

enum OrderRoutes {
  static let all = [
    Route(.post, "/api/v1/orders", .write, create),
    Route(.get, "/api/v1/orders", .read, list),
    Route(.get, "/api/v1/orders/:orderId", .read, get),
  ]

  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    let draft = try OrderDraft(try Fields(call.request))
    try refuseDuplicate(of: draft.reference, call)
    guard let order = try call.placement.place(draft, tenant: try call.tenantId(), now: call.now) else {
      throw APIError.insufficientAddresses(draft.asset.chain.addressProtocol)
    }
    return Reply.success(try call.view(of: order), status: 201, message: "Order created successfully")
  }

  private static func refuseDuplicate(of reference: String, _ call: Call) throws {
    guard !call.settings.allowsDuplicateReferences,
      let existing = try call.orders.find(reference: reference, tenant: try call.tenantId())
    else { return }
    throw APIError.conflict(
      "An order with this orderReference exists already: \(existing.id)",
      details: ["existingOrderId": .string(existing.id)])
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    guard let order = try call.orders.find(id: call.parameters[0], tenant: try call.tenantId()) else {
      throw APIError.notFound("Order")
    }
    return Reply.success(try call.view(of: order))
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    filter.require("status", equals: try query.choice("status", OrderStatus.self)?.rawValue)
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    filter.require("reference", contains: query["orderReference"], by: .substring)
    let page = try query.page()
    let (orders, total) = try call.orders.list(filter, page)
    return Reply.success([
      "orders": .array(try orders.map { .object(try call.view(of: $0)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }
}

enum OrderStatisticsRoutes {
  static let all = [Route(.get, "/api/v1/orders/stats", .read, statistics)]

  @Sendable private static func statistics(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    CreationSpan(after: try query.time("createdAfter"), before: try query.time("createdBefore")).restrict(&filter)
    return Reply.success(try call.orders.statistics(filter).view)
  }
}

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
