import HTTP
import JSON
import SandboxModel

enum PublishedOrderRoutes {
  static let all = [
    Route(.post, "/api/v1/orders", .write, create),
    Route(.get, "/api/v1/orders", .read, list),
    Route(.get, "/api/v1/orders/stats", .read, statistics),
    Route(.get, "/api/v1/orders/:orderId", .read, get),
    Route(.get, "/api/order-status/:orderId", .anonymousRead, status),
  ]

  /// Creates an order. A reference that is in use already makes another order.
  @Sendable private static func create(_ context: RequestContext) throws -> HTTPResponse {
    let draft = try OrderDraft(published: try Fields(context.request))
    guard let order = try context.store.placement.place(draft, tenant: try context.tenantId(), now: context.now) else {
      throw PublishedError.rich(
        409, "ADDRESS_POOL_EXHAUSTED",
        "No available addresses in pool for protocol: \(draft.asset.chain.addressProtocol.rawValue)",
        "Import more addresses into the pool", "Wait until addresses in use are free again")
    }
    return PublishedReply.success(context.publishedCreation(of: order), status: 201)
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    let id = try wellFormed(context.parameters[0])
    guard let order = try context.store.orders.find(id: id, tenant: try context.tenantId()) else { throw notFound }
    return PublishedReply.success(try context.publishedRow(of: order))
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let list = try PublishedOrderList(context.request.query, tenant: try context.tenantId())
    let (orders, total) =
      if list.isByAmount {
        try context.store.orders.list(list.criteria, list.page, byAmount: list.order)
      } else {
        try context.store.orders.list(list.criteria, list.page, list.order)
      }
    return PublishedReply.list(try orders.map(context.publishedRow), list.page, total: total)
  }

  @Sendable private static func statistics(_ context: RequestContext) throws -> HTTPResponse {
    let criteria = try PublishedOrderList.scope(context.request.query, tenant: try context.tenantId())
    return PublishedReply.success(try context.store.orders.statistics(criteria).publishedView)
  }

  /// Shows the status for the payer's page: knowing the id is enough to see it.
  @Sendable private static func status(_ context: RequestContext) throws -> HTTPResponse {
    guard let order = try context.store.orders.find(id: try wellFormed(context.parameters[0])) else { throw notFound }
    return PublishedReply.success(try context.publishedStatus(of: order))
  }

  private static func wellFormed(_ id: String) throws(PublishedError) -> String {
    guard UUIDForm.isWellFormed(id) else { throw .rich(400, "ORDER_ID_INVALID", "Order ID must be a valid UUID") }
    return UUIDForm.id("ord", from: id) ?? id
  }

  private static let notFound = PublishedError.rich(404, "ORDER_NOT_FOUND", "Order not found")
}

/// The filter, page and sort order of a list of orders.
struct PublishedOrderList {
  let criteria: OrderCriteria
  let page: ListPage
  let order: SortOrder
  /// Whether rows are sorted by amount, else by creation.
  let isByAmount: Bool

  init(_ query: Query, tenant: String) throws {
    var criteria = try Self.scope(query, tenant: tenant)
    // The statuses are not validated: an unknown one finds nothing.
    criteria.statuses = query["status"]?.split(separator: ",").map(String.init)
    criteria.reference = query["orderReference"]
    criteria.referenceSearch = .likePattern
    self.criteria = criteria
    page = try query.page { Self.invalid($0, "\($0) is out of range") }
    (order, isByAmount) = try Self.ordering(query)
  }

  /// The conditions that lists and statistics share.
  static func scope(_ query: Query, tenant: String) throws(PublishedError) -> OrderCriteria {
    var criteria = OrderCriteria(tenant: tenant)
    criteria.chainId = query["chain"]
    criteria.currency = query["token"]
    criteria.created = DateRange(after: try time(query, "createdAfter"), before: try time(query, "createdBefore"))
    return criteria
  }

  private static func time(_ query: Query, _ name: String) throws(PublishedError) -> Timestamp? {
    guard let text = query[name] else { return nil }
    guard let time = Timestamp(iso8601: text) else { throw invalid("date", "\(name) must be an ISO 8601 date") }
    return time
  }

  private static func ordering(_ query: Query) throws -> (order: SortOrder, isByAmount: Bool) {
    guard let order = SortOrder(rawValue: query["sortOrder"]?.lowercased() ?? SortOrder.desc.rawValue) else {
      throw invalid("sort", "sortOrder must be asc or desc")
    }
    switch query["sortBy"] {
    case nil:
      return (order, false)
    case "amount":
      return (order, true)
    case let column? where ["createdAt", "updatedAt"].contains(column):
      // The service's code allows these names but passes them to tables whose columns are written otherwise.
      throw APIError.internalError("column \"\(column)\" does not exist")
    default:
      throw invalid("sort", "sortBy must be createdAt, updatedAt or amount")
    }
  }

  private static func invalid(_ what: String, _ message: String) -> PublishedError {
    .rich(400, "ORDER_FILTER_INVALID_\(what.uppercased())", message)
  }
}
