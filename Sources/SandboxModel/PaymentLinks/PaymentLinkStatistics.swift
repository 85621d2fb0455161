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

  package mutating func add(_ status: OrderStatus, _ amount: TokenAmount, of currency: String) {
    totalOrders += 1
    if status == .pending { pendingOrders += 1 }
    guard status == .completed else { return }
    completedOrders += 1
    if let index = revenue.firstIndex(where: { $0.currency == currency }) {
      revenue[index].amount = revenue[index].amount + amount
    } else {
      revenue.append((currency, amount))
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
    var orders = Filter("sale.payment_link_id", in: "SELECT id FROM payment_links", search.filter)
    range.restrict(&orders, "orders.created_at")
    let rows = try database.all(
      """
      SELECT orders.status, orders.amount, orders.currency
      FROM payment_link_orders AS sale JOIN orders ON orders.id = sale.order_id \(orders.clause) ORDER BY sale.sequence
      """, orders.values
    ) { row throws(DatabaseError) in (try row.value(OrderStatus.self), try row.amount(), try row.text()) }
    for (status, amount, currency) in rows { statistics.add(status, amount, of: currency) }
    return statistics
  }

  private func count(_ filter: Filter) throws -> Int {
    Int(try database.number("SELECT COUNT(*) FROM payment_links \(filter.clause)", filter.values))
  }
}
