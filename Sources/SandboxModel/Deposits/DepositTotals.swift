/// The sums of a depositor's deposits. Only confirmed deposits count.
package struct DepositTotals: Sendable {
  package private(set) var confirmedCount = 0
  package private(set) var pendingCount = 0
  /// The sums by token, in the order of first arrival.
  package private(set) var amounts: [(currency: String, amount: TokenAmount)] = []

  /// The sequence number of the first deposit of each of them.
  private var firstSequences: [Int64] = []

  package private(set) var lastDetectedAt: Timestamp?

  /// Deposits of one token that are all confirmed, or all not.
  struct Entry {
    let currency: String
    let isConfirmed: Bool
    let deposits: Int
    let amount: TokenAmount
    /// The sequence number of the first of them.
    let firstSequence: Int64
    let lastDetectedAt: Timestamp
  }

  /// Adds an entry. Of one token, earlier deposits must come first.
  mutating func add(_ entry: Entry) {
    lastDetectedAt = max(lastDetectedAt ?? entry.lastDetectedAt, entry.lastDetectedAt)
    guard entry.isConfirmed else { return pendingCount += entry.deposits }
    confirmedCount += entry.deposits
    if let index = amounts.firstIndex(where: { $0.currency == entry.currency }) {
      amounts[index].amount = amounts[index].amount + entry.amount
      return
    }
    let index = firstSequences.firstIndex { $0 > entry.firstSequence } ?? firstSequences.endIndex
    firstSequences.insert(entry.firstSequence, at: index)
    amounts.insert((entry.currency, entry.amount), at: index)
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

  /// Whether deposits with this status are confirmed.
  package var isConfirmed: Bool { self != .pending }
}
