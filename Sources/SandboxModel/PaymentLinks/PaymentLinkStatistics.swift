/// The sales of a merchant's payment links.
package struct PaymentLinkStatistics: Sendable {
  package let totalLinks: Int
  /// The number of links that payers can see.
  package let publishedLinks: Int
  package private(set) var totalOrders = 0
  package private(set) var completedOrders = 0
  package private(set) var pendingOrders = 0
  /// The sums of completed orders by token, in the order of first mention.
  package private(set) var revenue: [(currency: String, amount: TokenAmount)] = []

  init(totalLinks: Int, publishedLinks: Int) {
    self.totalLinks = totalLinks
    self.publishedLinks = publishedLinks
  }

  /// Orders of one status and one token.
  struct Entry {
    let status: OrderStatus
    let currency: String
    let orders: Int
    let amount: TokenAmount
    /// The sequence number of the first of them.
    let firstSequence: Int64
  }

  mutating func add(_ entry: Entry) {
    totalOrders += entry.orders
    if entry.status == .pending { pendingOrders += entry.orders }
    guard entry.status == .completed else { return }
    completedOrders += entry.orders
    if let index = revenue.firstIndex(where: { $0.currency == entry.currency }) {
      revenue[index].amount = revenue[index].amount + entry.amount
    } else {
      revenue.append((entry.currency, entry.amount))
    }
  }

  /// The share of completed orders in percent, rounded half up; zero without orders.
  package var conversionRate: Int {
    totalOrders == 0 ? 0 : (completedOrders * 200 + totalOrders) / (totalOrders * 2)
  }
}

extension PaymentLinkRepository {
  /// Counts the links created in the range, and the orders created in the range from any selected link: an old link
  /// still sells.
  package func statistics(_ search: PaymentLinkSearch, _ range: DateRange) throws -> PaymentLinkStatistics {
    var links = search.filter
    range.restrict(&links)
    let total = try count(links)
    links.require("status = 'published' AND is_archived = 0")
    var statistics = PaymentLinkStatistics(totalLinks: total, publishedLinks: try count(links))
    for entry in try sales(search.filter, range).sorted(by: { $0.firstSequence < $1.firstSequence }) {
      statistics.add(entry)
    }
    return statistics
  }

  /// The orders of the selected links, by the totals of blocks; rows are read only of the blocks at the ends of a range.
  private func sales(_ links: Filter, _ range: DateRange) throws -> [PaymentLinkStatistics.Entry] {
    let selected = Filter("payment_link_id", in: "SELECT id FROM payment_links", links)
    let partial = try range.after == nil && range.before == nil ? [] : partialBlocks(selected, range)
    var totals = selected
    totals.require("orders > 0 AND block NOT IN (SELECT value FROM json_each(?))", .text("\(partial)"))
    DateRange(after: range.after).restrict(&totals, "first_created_at")
    DateRange(before: range.before).restrict(&totals, "last_created_at")
    var entries = try database.all(
      """
      SELECT status, currency, SUM(orders), SUM(amount_high), SUM(amount_low), MIN(first_sequence)
      FROM payment_link_totals \(totals.clause) GROUP BY status, currency
      """, totals.values, Self.entry)
    for block in partial {
      var rows = Filter("sale.payment_link_id", in: "SELECT id FROM payment_links", links)
      range.restrict(&rows, "orders.created_at")
      rows.require("sale.sequence BETWEEN ? AND ?", values: GroupedTable.sequences(ofBlock: block))
      entries += try database.all(
        """
        SELECT orders.status, currency, COUNT(*), SUM(amount_high), SUM(amount_low), MIN(sale.sequence)
        FROM payment_link_orders AS sale NOT INDEXED CROSS JOIN orders ON orders.id = sale.order_id
        \(rows.clause) GROUP BY orders.status, currency
        """, rows.values, Self.entry)
    }
    return entries
  }

  private static func entry(_ row: inout Row) throws(DatabaseError) -> PaymentLinkStatistics.Entry {
    PaymentLinkStatistics.Entry(
      status: try row.value(OrderStatus.self), currency: try row.text(), orders: try row.int(),
      amount: try row.totalAmount(), firstSequence: try row.integer())
  }

  /// The blocks of sales that have orders both within the range and outside of it.
  private func partialBlocks(_ links: Filter, _ range: DateRange) throws -> [Int64] {
    var filter = links
    let (after, before) = (SQLValue(range.after), SQLValue(range.before))
    filter.require(GroupedTable.overlap("first_created_at", "last_created_at"), values: [after, before, after, before])
    return try database.all("SELECT DISTINCT block FROM payment_link_totals \(filter.clause)", filter.values) {
      row throws(DatabaseError) in try row.integer()
    }
  }

  private func count(_ filter: Filter) throws -> Int {
    Int(try database.number("SELECT COUNT(*) FROM payment_links \(filter.clause)", filter.values))
  }
}
