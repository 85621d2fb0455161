/// What a depositor has deposited in all. Only confirmed deposits count.
package struct DepositTotals: Sendable {
  package private(set) var confirmedCount = 0
  package private(set) var pendingCount = 0
  /// In the order of first arrival.
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

  /// Tokens are not added up with each other: nil if there are several.
  package var singleAmount: TokenAmount? {
    amounts.isEmpty ? .zero : amounts.count == 1 ? amounts[0].amount : nil
  }
}

/// How far a deposit is.
package enum DepositStatus: String, Sendable, CaseIterable {
  /// Seen on the chain.
  case pending
  /// Has the chain's confirmations, and counts.
  case confirmed
  /// Another word for `confirmed` in filters: here nothing comes between confirming a deposit and crediting it.
  case completed

  /// In SQL, on a transfer's columns.
  package var condition: String {
    switch self {
    case .pending: "confirmed_at IS NULL"
    case .confirmed, .completed: "confirmed_at IS NOT NULL"
    }
  }
}
