/// Counts and sums of orders.
package struct OrderStatistics: Sendable {
  /// Orders that have these properties in common.
  package struct Entry: Sendable {
    let status: OrderStatus
    let chainId: String
    let currency: String
    let orders: Int
    /// The sum of the amounts.
    let amount: TokenAmount
    /// The number of orders that had a transfer.
    let paidOrders: Int64
    /// The sum of the times from an order's creation to its first transfer.
    let paymentMilliseconds: Int64
  }

  package private(set) var total = 0
  package private(set) var byStatus: [OrderStatus: Int] = [:]
  package private(set) var byChain: [String: Int] = [:]
  package private(set) var byToken: [String: Int] = [:]
  /// The sums by token: amounts of different tokens are not added up with each other.
  package private(set) var amounts: [String: TokenAmount] = [:]
  package private(set) var completedAmounts: [String: TokenAmount] = [:]
  private var paymentTimes: (sum: Int64, count: Int64) = (0, 0)

  package mutating func add(_ entry: Entry) {
    guard entry.orders > 0 else { return }
    total += entry.orders
    byStatus[entry.status, default: 0] += entry.orders
    byChain[entry.chainId, default: 0] += entry.orders
    byToken[entry.currency, default: 0] += entry.orders
    amounts[entry.currency] = (amounts[entry.currency] ?? .zero) + entry.amount
    if entry.status == .completed {
      completedAmounts[entry.currency] = (completedAmounts[entry.currency] ?? .zero) + entry.amount
    }
    paymentTimes = (paymentTimes.sum + entry.paymentMilliseconds, paymentTimes.count + entry.paidOrders)
  }

  package func count(_ status: OrderStatus) -> Int {
    byStatus[status] ?? 0
  }

  /// The average payment time in milliseconds, rounded down; nil if no order had a transfer.
  package var averagePaymentTime: Int64? {
    paymentTimes.count == 0 ? nil : paymentTimes.sum / paymentTimes.count
  }
}
