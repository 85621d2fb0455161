/// The sums of a depositor's deposits. Only confirmed deposits count.
package struct DepositTotals: Sendable {
  package private(set) var confirmedCount = 0
  package private(set) var pendingCount = 0
  /// The sums by token, in the order of first arrival.
  package private(set) var amounts: [(currency: String, amount: TokenAmount)] = []

  package private(set) var lastDetectedAt: Timestamp?

  package mutating func add(_ amount: TokenAmount, of currency: String, detectedAt: Timestamp, isConfirmed: Bool) {
    lastDetectedAt = max(lastDetectedAt ?? detectedAt, detectedAt)
    guard isConfirmed else { return pendingCount += 1 }
    confirmedCount += 1
    if let index = amounts.firstIndex(where: { $0.currency == currency }) {
      amounts[index].amount = amounts[index].amount + amount
    } else {
      amounts.append((currency, amount))
    }
  }

  /// The sum over all tokens, as the documentation has it. Of several tokens it only says how many whole tokens have come.
  package var sum: TokenAmount { amounts.reduce(.zero) { $0 + $1.amount } }
}

/// The status of a deposit.
package enum DepositStatus: String, Sendable, CaseIterable {
  /// The deposit was seen on the chain.
  case pending
  /// The deposit has the chain's confirmations, and counts.
  case confirmed
  /// A synonym of `confirmed` in filters: the sandbox credits a deposit as soon as it is confirmed.
  case completed

  /// The SQL condition on a transfer's columns.
  package var condition: String {
    switch self {
    case .pending: "confirmed_at IS NULL"
    case .confirmed, .completed: "confirmed_at IS NOT NULL"
    }
  }
}
