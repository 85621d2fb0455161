/// Which transfers to list in which order.
struct TransferFilter {
  private enum BusinessType: String, CaseIterable {
    case order
    case deposit

    /// In SQL.
    var condition: String {
      switch self {
      case .order: "order_id IS NOT NULL"
      case .deposit: "deposit_reference IS NOT NULL"
      }
    }
  }

  private enum Key: String, CaseIterable {
    case detectedAt
    case confirmedAt
    case amount
  }

  let filter: Filter

  init(_ query: Query, tenant: String) throws(APIError) {
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("refusal IS NULL")
    filter.require("order_id", equals: query["orderId"])
    filter.require("deposit_reference", equals: query["depositReference"])
    if let type = try query.choice("businessType", BusinessType.self) { filter.require(type.condition) }
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    if let isConfirmed = try query.flag("isConfirmed") {
      filter.require(isConfirmed ? "confirmed_at IS NOT NULL" : "confirmed_at IS NULL")
    }
    // Nothing fails here.
    if try query.flag("isFailed") == true { filter.require("FALSE") }
    CreationSpan(after: try query.time("detectedAfter"), before: try query.time("detectedBefore"))
      .restrict(&filter, "detected_at")
    self.filter = filter
  }

  /// In SQL. Those that are equal stand in order of arrival, too.
  static func ordering(_ query: Query) throws(APIError) -> String {
    let order = try query.choice("sortOrder", SortOrder.self) ?? .desc
    let key =
      switch try query.choice("sortBy", Key.self) ?? .detectedAt {
      case .detectedAt: "detected_at \(order.rawValue)"
      case .confirmedAt: "confirmed_at \(order.rawValue)"
      case .amount: order.byAmount
      }
    return "\(key), sequence \(order.rawValue)"
  }
}
