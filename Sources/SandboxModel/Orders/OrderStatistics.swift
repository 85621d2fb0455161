/// Counts and sums of orders.
package struct OrderStatistics: Sendable {
  /// The properties of an order that are counted.
  package struct Entry: Sendable {
    let status: OrderStatus
    let chainId: String
    let currency: String
    let amount: TokenAmount
    /// The time from the order's creation to its first transfer, in milliseconds; nil if there was none.
    let paymentTime: Int64?
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
    total += 1
    byStatus[entry.status, default: 0] += 1
    byChain[entry.chainId, default: 0] += 1
    byToken[entry.currency, default: 0] += 1
    amounts[entry.currency] = (amounts[entry.currency] ?? .zero) + entry.amount
    if entry.status == .completed {
      completedAmounts[entry.currency] = (completedAmounts[entry.currency] ?? .zero) + entry.amount
    }
    if let time = entry.paymentTime { paymentTimes = (paymentTimes.sum + time, paymentTimes.count + 1) }
  }

  package func count(_ status: OrderStatus) -> Int {
    byStatus[status] ?? 0
  }

  /// The average payment time in milliseconds, rounded down; nil if no order had a transfer.
  package var averagePaymentTime: Int64? {
    paymentTimes.count == 0 ? nil : paymentTimes.sum / paymentTimes.count
  }
}
