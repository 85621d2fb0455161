/// The conditions of a list of transfers.
package struct TransferCriteria: Sendable {
  package enum BusinessType: String, Sendable, CaseIterable {
    case order
    case deposit
  }

  package let tenant: String
  package var businessType: BusinessType?
  /// Whether refused transfers are left out.
  package var onlyCounting = false
  package var isConfirmed: Bool?
  package var chainId: String?
  package var currency: String?
  /// The range of times of detection.
  package var detected = DateRange()
  /// The order or the depositor whose transfers are listed; nil for any.
  package var orderId: String?
  package var depositReference: String?

  package init(tenant: String) {
    self.tenant = tenant
  }

  fileprivate var groups: GroupCriteria {
    var criteria = GroupCriteria(tenant: tenant)
    criteria.require("business_type", oneOf: businessType.map { [.text($0.rawValue)] })
    if onlyCounting { criteria.require("counts", oneOf: [1]) }
    criteria.require("is_confirmed", oneOf: isConfirmed.map { [SQLValue($0)] })
    criteria.require("chain_id", oneOf: chainId.map { [.text($0)] })
    criteria.require("currency", oneOf: currency.map { [.text($0)] })
    criteria.range = detected
    return criteria
  }

  /// The conditions on the columns of rows, by which the partial indexes on them are found.
  package var filter: Filter {
    // Without the plus SQLite reads all rows of the tenant in order, and not the few of the order.
    var filter = Filter(orderId == nil ? "tenant = ?" : "+tenant = ?", .text(tenant))
    filter.require("order_id", equals: orderId)
    filter.require("deposit_reference", equals: depositReference)
    if onlyCounting { filter.require("counts = 1") }
    switch businessType {
    case .order: filter.require("order_id IS NOT NULL")
    case .deposit: filter.require("deposit_reference IS NOT NULL")
    case nil: break
    }
    if let isConfirmed { filter.require("is_confirmed = ?", SQLValue(isConfirmed)) }
    filter.require("chain_id", equals: chainId)
    filter.require("currency", equals: currency)
    detected.restrict(&filter, "detected_at")
    return filter
  }
}

extension TransferRepository {
  static let groups = GroupedTable(
    name: "transfers", groups: ["business_type", "counts", "is_confirmed", "chain_id", "currency"], time: "detected_at",
    index: "transfers_by_group", totals: "transfer_totals", count: "transfers",
    bounds: ("first_detected_at", "last_detected_at"))

  /// Lists rows in the order in which they were detected.
  package func list(
    _ criteria: TransferCriteria, _ page: ListPage, _ order: SortOrder = .desc
  ) throws -> (transfers: [Transfer], total: Int) {
    guard criteria.orderId == nil, criteria.depositReference == nil else {
      return try list(criteria.filter, page, orderedBy: "sequence \(order.rawValue)")
    }
    let list = GroupedList(database: database, table: Self.groups, criteria: criteria.groups, order: order)
    let (sequences, total) = try list.page(page)
    return (try database.records(at: sequences), total)
  }

  /// Lists rows in an order that SQL says.
  package func list(
    _ criteria: TransferCriteria, _ page: ListPage, orderedBy ordering: String
  ) throws -> (transfers: [Transfer], total: Int) {
    let total = try list(criteria, ListPage(number: 1, limit: 1)).total
    let filter = criteria.filter
    let transfers: [Transfer] = try database.records(
      "\(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?", filter.values + page.values)
    return (transfers, total)
  }
}

// MARK: Totals

extension TransferRepository {
  /// The totals of one depositor.
  package func totals(reference: String, tenant: String) throws -> DepositTotals {
    try database.all(
      """
      SELECT currency, is_confirmed, deposits, amount_high, amount_low, first_sequence, last_detected_at
      FROM deposit_totals WHERE tenant = ? AND reference = ? AND deposits > 0
      """, [.text(tenant), .text(reference)], Self.entry
    ).reduce(into: DepositTotals()) { $0.add($1) }
  }

  /// The totals of all depositors.
  package func totals(tenant: String) throws -> DepositTotals {
    var criteria = TransferCriteria(tenant: tenant)
    (criteria.businessType, criteria.onlyCounting) = (.deposit, true)
    let sums = GroupSums(
      ofTotals: "SUM(transfers), SUM(amount_high), SUM(amount_low), MIN(first_sequence), MAX(last_detected_at)",
      ofRows: "COUNT(*), SUM(amount_high), SUM(amount_low), MIN(sequence), MAX(detected_at)")
    return try database.sums(
      Self.groups, criteria.groups, by: ["currency", "is_confirmed"], sums, Self.entry
    ).reduce(into: DepositTotals()) { $0.add($1) }
  }

  private static func entry(_ row: inout Row) throws(DatabaseError) -> DepositTotals.Entry {
    DepositTotals.Entry(
      currency: try row.text(), isConfirmed: try row.integer() == 1, deposits: try row.int(),
      amount: try row.totalAmount(), firstSequence: try row.integer(), lastDetectedAt: try row.timestamp())
  }
}
