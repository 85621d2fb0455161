/// How far a deposit is.
enum DepositStatus: String, Sendable, CaseIterable {
  /// Seen on the chain.
  case pending
  /// Has the chain's confirmations, and counts.
  case confirmed
  /// A word of the API's list that no deposit here reaches: nothing comes after being confirmed.
  case completed

  /// In SQL, on a transfer's columns.
  var condition: String {
    switch self {
    case .pending: "confirmed_at IS NULL"
    case .confirmed: "confirmed_at IS NOT NULL"
    case .completed: "FALSE"
    }
  }
}
