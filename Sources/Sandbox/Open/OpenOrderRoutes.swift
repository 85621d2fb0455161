import HTTP
import JSON

enum OpenOrderRoutes {
  static let all = [
    Route(.post, "/api/v1/orders", .write, create),
    Route(.get, "/api/v1/orders", .read, list),
    Route(.get, "/api/v1/orders/stats", .read, statistics),
    Route(.get, "/api/v1/orders/:orderId", .read, get),
    Route(.get, "/api/order-status/:orderId", .visit, status),
  ]

  /// A reference that is in use already makes another order.
  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    let draft = try OrderDraft(open: try Fields(call.request))
    guard let order = try call.placement.place(draft, tenant: try call.tenantId(), now: call.now) else {
      throw OpenError.rich(
        409, "ADDRESS_POOL_EXHAUSTED",
        "No available addresses in pool for protocol: \(draft.asset.chain.addressProtocol.rawValue)",
        "Import more addresses into the pool", "Wait until addresses in use are free again")
    }
    return OpenReply.success(call.openReceipt(of: order), status: 201)
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    let id = try wellFormed(call.parameters[0])
    guard let order = try call.orders.find(id: id, tenant: try call.tenantId()) else { throw notFound }
    return OpenReply.success(try call.openRow(of: order))
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let list = try OpenOrderList(call.request.query, tenant: try call.tenantId())
    let (orders, total) = try call.orders.list(list.filter, list.page, orderedBy: list.ordering)
    return OpenReply.list(try orders.map(call.openRow), list.page, total: total)
  }

  @Sendable private static func statistics(_ call: Call) throws -> HTTPResponse {
    let filter = try OpenOrderList.scope(call.request.query, tenant: try call.tenantId())
    return OpenReply.success(try call.orders.statistics(filter).openView)
  }

  /// For the payer's page: who knows the id may see the order.
  @Sendable private static func status(_ call: Call) throws -> HTTPResponse {
    guard let order = try call.orders.find(id: try wellFormed(call.parameters[0])) else { throw notFound }
    return OpenReply.success(try call.openStatus(of: order))
  }

  private static func wellFormed(_ id: String) throws(OpenError) -> String {
    guard UUIDForm.isWellFormed(id) else { throw .rich(400, "ORDER_ID_INVALID", "Order ID must be a valid UUID") }
    return UUIDForm.id("ord", from: id) ?? id
  }

  private static let notFound = OpenError.rich(404, "ORDER_NOT_FOUND", "Order not found")
}
