/// How far a deposit is.
enum DepositStatus: String, Sendable, CaseIterable {
  /// Seen on the chain.
  case pending
  /// Has the chain's confirmations, and counts.
  case confirmed
  /// Another word for `confirmed` in filters: here nothing comes between confirming a deposit and crediting it.
  case completed

  /// In SQL, on a transfer's columns.
  var condition: String {
    switch self {
    case .pending: "confirmed_at IS NULL"
    case .confirmed, .completed: "confirmed_at IS NOT NULL"
    }
  }
}
