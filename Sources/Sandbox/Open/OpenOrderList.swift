/// Which orders to list in which order.
struct OpenOrderList {
  let filter: Filter
  let page: Page
  /// In SQL.
  let ordering: String

  init(_ query: Query, tenant: String) throws {
    var filter = try Self.scope(query, tenant: tenant)
    // Not validated: a word that is no status finds nothing.
    filter.require("status", oneOf: query["status"]?.split(separator: ",").map(String.init))
    filter.require("reference", contains: query["orderReference"], by: .likePattern)
    self.filter = filter
    page = try query.page { Self.invalid($0, "\($0) is out of range") }
    ordering = try Self.ordering(query)
  }

  /// What the statistics are narrowed by, too.
  static func scope(_ query: Query, tenant: String) throws(OpenError) -> Filter {
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("chain_id", equals: query["chain"])
    filter.require("currency", equals: query["token"])
    CreationSpan(after: try time(query, "createdAfter"), before: try time(query, "createdBefore")).restrict(&filter)
    return filter
  }

  private static func time(_ query: Query, _ name: String) throws(OpenError) -> Timestamp? {
    guard let text = query[name] else { return nil }
    guard let time = Timestamp(iso8601: text) else { throw invalid("date", "\(name) must be an ISO 8601 date") }
    return time
  }

  private static func ordering(_ query: Query) throws -> String {
    guard let order = SortOrder(rawValue: query["sortOrder"]?.lowercased() ?? SortOrder.desc.rawValue) else {
      throw invalid("sort", "sortOrder must be asc or desc")
    }
    switch query["sortBy"] {
    case nil:
      return "sequence \(order.rawValue)"
    case "amount":
      return order.byAmount
    case let column? where ["createdAt", "updatedAt"].contains(column):
      // Allowed, but handed on as it is to tables that write their columns otherwise.
      throw APIError.internalError("column \"\(column)\" does not exist")
    default:
      throw invalid("sort", "sortBy must be createdAt, updatedAt or amount")
    }
  }

  private static func invalid(_ what: String, _ message: String) -> OpenError {
    .rich(400, "ORDER_FILTER_INVALID_\(what.uppercased())", message)
  }
}
