import HTTP
import JSON
import SandboxModel

/// Orders in the documented form.
enum OrderRoutes {
  static let all = [
    Route(.post, "/api/v1/orders", .write, create),
    Route(.get, "/api/v1/orders", .read, list),
    Route(.get, "/api/v1/orders/stats", .read, statistics),
    Route(.get, "/api/v1/orders/:orderId", .read, get),
    Route(.get, "/api/order-status/:orderId", .anonymousRead, status),
  ]

  @Sendable private static func create(_ context: RequestContext) throws -> HTTPResponse {
    let draft = try OrderDraft(try Fields(context.request))
    try refuseDuplicate(of: draft.reference, context)
    guard let order = try context.store.placement.place(draft, tenant: try context.tenantId(), now: context.now) else {
      throw APIError.insufficientAddresses(draft.asset.chain.addressProtocol)
    }
    return Reply.success(try context.view(of: order), status: 201, message: "Order created successfully")
  }

  private static func refuseDuplicate(of reference: String, _ context: RequestContext) throws {
    guard !context.settings.allowsDuplicateReferences,
      let existing = try context.store.orders.find(reference: reference, tenant: try context.tenantId())
    else { return }
    throw APIError.conflict(
      "An order with this orderReference exists already: \(existing.id)",
      details: ["existingOrderId": .string(existing.id)])
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    guard let order = try context.store.orders.find(id: context.parameters[0], tenant: try context.tenantId()) else {
      throw APIError.notFound("Order")
    }
    return Reply.success(try context.view(of: order))
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var criteria = OrderCriteria(tenant: try context.tenantId())
    criteria.statuses = try query.choice("status", OrderStatus.self).map { [$0.rawValue] }
    criteria.chainId = query["chainId"]
    criteria.currency = query["currency"]
    criteria.reference = query["orderReference"]
    let page = try query.page()
    let (orders, total) = try context.store.orders.list(criteria, page)
    return Reply.success([
      "orders": .array(try orders.map { .object(try context.view(of: $0)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  @Sendable private static func statistics(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var criteria = OrderCriteria(tenant: try context.tenantId())
    criteria.chainId = query["chainId"]
    criteria.currency = query["currency"]
    criteria.created = DateRange(
      after: try query.time("createdAfter"), before: try query.time("createdBefore"))
    return Reply.success(try context.store.orders.statistics(criteria).view)
  }

  /// The progress of an order's payment, for the payer: knowing the id is enough to see it.
  @Sendable private static func status(_ context: RequestContext) throws -> HTTPResponse {
    guard let order = try context.store.orders.find(id: context.parameters[0]) else { throw APIError.notFound("Order") }
    return Reply.success(try context.statusView(of: order))
  }
}
