/// What a depositor has deposited in all. Only confirmed deposits count.
struct DepositTotals: Sendable {
  private(set) var confirmedCount = 0
  private(set) var pendingCount = 0
  /// In the order of first arrival.
  private(set) var amounts: [(currency: String, amount: TokenAmount)] = []

  private(set) var lastDetectedAt: Timestamp?

  mutating func add(_ amount: TokenAmount, of currency: String, detectedAt: Timestamp, isConfirmed: Bool) {
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
  var singleAmount: TokenAmount? {
    amounts.isEmpty ? .zero : amounts.count == 1 ? amounts[0].amount : nil
  }
}
