/// What came of a merchant's payment links.
struct PaymentLinkStatistics: Sendable {
  let totalLinks: Int
  /// Those that payers see.
  let publishedLinks: Int
  private(set) var totalOrders = 0
  private(set) var completedOrders = 0
  private(set) var pendingOrders = 0
  /// Of completed orders, by token in the order of first mention.
  private(set) var revenue: [(currency: String, amount: TokenAmount)] = []

  init(totalLinks: Int, publishedLinks: Int) {
    self.totalLinks = totalLinks
    self.publishedLinks = publishedLinks
  }

  mutating func add(_ status: OrderStatus, _ amount: TokenAmount, of currency: String) {
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

  /// Completed of all orders in percent, rounded half up; zero if there are none.
  var conversionRate: Int {
    totalOrders == 0 ? 0 : (completedOrders * 200 + totalOrders) / (totalOrders * 2)
  }
}
