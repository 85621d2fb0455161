/// The conditions of a list of orders, or of their statistics.
package struct OrderCriteria: Sendable {
  package let tenant: String
  /// The statuses; nil for any. An unknown one finds nothing.
  package var statuses: [String]?
  package var chainId: String?
  package var currency: String?
  /// The range of times of creation.
  package var created = DateRange()
  /// The text to find in references; nil for any.
  package var reference: String?
  package var referenceSearch = TextSearch.substring

  package init(tenant: String) {
    self.tenant = tenant
  }

  var groups: GroupCriteria {
    var criteria = GroupCriteria(tenant: tenant)
    criteria.require("status", oneOf: statuses?.map(SQLValue.text))
    criteria.require("chain_id", oneOf: chainId.map { [.text($0)] })
    criteria.require("currency", oneOf: currency.map { [.text($0)] })
    criteria.range = created
    return criteria
  }

  var filter: Filter {
    var filter = groups.filter(time: "created_at")
    filter.require("reference", contains: reference, by: referenceSearch)
    return filter
  }
}

extension OrderRepository {
  static let groups = GroupedTable(
    name: "orders", groups: ["status", "chain_id", "currency"], time: "created_at", index: "orders_by_group",
    totals: "order_totals", count: "orders", bounds: ("first_created_at", "last_created_at"))

  /// Lists rows in order of creation.
  package func list(
    _ criteria: OrderCriteria, _ page: ListPage, _ order: SortOrder = .desc
  ) throws -> (orders: [Order], total: Int) {
    let candidates = try candidates(criteria)
    let (sequences, total) = try list(criteria, order).page(page, among: candidates)
    return (try database.records(at: sequences), total)
  }

  /// The number of matching orders below which they are sorted, instead of being looked for among all.
  private static let few = 2000

  /// Lists rows by their amounts, and equal ones in order of creation.
  package func list(
    _ criteria: OrderCriteria, _ page: ListPage, byAmount order: SortOrder
  ) throws -> (orders: [Order], total: Int) {
    let candidates = try candidates(criteria)
    let total = try list(criteria, .asc).page(ListPage(number: 1, limit: 1), among: candidates).total
    var filter = criteria.groups.filter(time: "created_at")
    if let candidates { filter.require("sequence IN (SELECT value FROM json_each(?))", .text("\(candidates)")) }
    let sequences = try database.all(
      """
      SELECT sequence FROM orders INDEXED BY \(total < Self.few ? "orders_by_group" : "orders_by_amount") \(filter.clause)
      ORDER BY \(order.byAmount), sequence \(order.rawValue) LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in try row.integer() }
    return (try database.records(at: sequences), total)
  }

  private func list(_ criteria: OrderCriteria, _ order: SortOrder) -> GroupedList {
    GroupedList(database: database, table: Self.groups, criteria: criteria.groups, order: order)
  }

  private func candidates(_ criteria: OrderCriteria) throws -> [Int64]? {
    try criteria.reference.map {
      try OrderReferences(database: database).find(ReferenceMatcher($0, criteria.referenceSearch), criteria.tenant)
    }
  }

  package func statistics(_ criteria: OrderCriteria) throws -> OrderStatistics {
    let sums = GroupSums(
      ofTotals: "SUM(orders), SUM(amount_high), SUM(amount_low), SUM(paid_orders), SUM(payment_milliseconds)",
      ofRows: """
        COUNT(*), SUM(amount_high), SUM(amount_low), COUNT(first_detected_at),
          IFNULL(SUM(first_detected_at - created_at), 0)
        """)
    return try database.sums(Self.groups, criteria.groups, by: Self.groups.groups, sums) { row throws(DatabaseError) in
      OrderStatistics.Entry(
        status: try row.value(OrderStatus.self), chainId: try row.text(), currency: try row.text(),
        orders: try row.int(), amount: try row.totalAmount(), paidOrders: try row.integer(),
        paymentMilliseconds: try row.integer())
    }.reduce(into: OrderStatistics()) { $0.add($1) }
  }
}

extension Row {
  /// Reads a sum of amounts in two columns: that of tens of thousands of tokens, and that of millionths.
  mutating func totalAmount() throws(DatabaseError) -> TokenAmount {
    let (high, low) = (try integer(), try integer())
    return TokenAmount(millionths: UInt128(max(0, high)) * 10_000_000_000 + UInt128(max(0, low)))
  }
}

extension Database {
  /// Reads the rows with these sequence numbers, in this order.
  func records<Value: Record>(at sequences: [Int64]) throws(DatabaseError) -> [Value] {
    var records: [Value] = []
    for sequence in sequences {
      if let record: Value = try record("WHERE sequence = ?", [.integer(sequence)]) { records.append(record) }
    }
    return records
  }
}
