/// Which states have had their one use. Bounded: remembers each only until it expires, and when too many are to be
/// remembered takes no more, since forgetting one would let it be used again.
struct UsedStates {
  private let limit: Int
  /// Nonces with their states' expiry.
  private var expiries: [[UInt8]: UInt64] = [:]

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether this is the state's first use.
  mutating func use(_ state: SealedState, at now: UInt64) -> Bool {
    if expiries.count >= limit { expiries = expiries.filter { $0.value > now } }
    guard expiries.count < limit, expiries[state.nonce] == nil else { return false }
    expiries[state.nonce] = state.expiry
    return true
  }
}
