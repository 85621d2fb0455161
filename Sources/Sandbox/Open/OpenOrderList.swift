/// Which orders to list in which order.
struct OpenOrderList {
  let filter: Filter
  let page: Page
  /// In SQL.
  let ordering: String

  init(_ query: Query, tenant: String) throws {
    var filter = Filter("tenant = ?", .text(tenant))
    // Not validated: a word that is no status finds nothing.
    filter.require("status", oneOf: query["status"]?.split(separator: ",").map(String.init))
    filter.require("chain_id", equals: query["chain"])
    filter.require("currency", equals: query["token"])
    filter.require("reference", contains: query["orderReference"])
    for (name, comparison) in [("createdAfter", ">="), ("createdBefore", "<=")] {
      guard let text = query[name] else { continue }
      guard let time = Timestamp(iso8601: text) else { throw Self.invalid("date", "\(name) must be an ISO 8601 date") }
      filter.require("created_at \(comparison) ?", SQLValue(time))
    }
    self.filter = filter
    page = try query.page { Self.invalid($0, "\($0) is out of range") }
    ordering = try Self.ordering(query)
  }

  private static func ordering(_ query: Query) throws -> String {
    let direction = query["sortOrder"]?.lowercased() ?? "desc"
    guard ["asc", "desc"].contains(direction) else { throw invalid("sort", "sortOrder must be asc or desc") }
    switch query["sortBy"] {
    case nil:
      return "sequence \(direction)"
    case "amount":
      // Digits compare as numbers once those before the point are equally many.
      return "instr(ltrim(amount, '0') || '.', '.') \(direction), ltrim(amount, '0') \(direction)"
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
