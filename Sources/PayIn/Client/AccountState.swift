import Synchronization

/// What calls of one process have to know of each other. One for each account.
package final class AccountState: Sendable {
  private struct State {
    var limiter: RateLimiter?
    var orders: SlidingWindow?
    var statistics = CallStatistics()
    var missing: Set<String> = []
    var detected = APIDialect.auto
    var uncertain: [ExactText: ContinuousClock.Instant] = [:]
    /// The families of chains that the API's own list names.
    var families: [String: AddressProtocol] = [:]
  }

  let referenceLocks = ReferenceLocks()
  private let state: Mutex<State>

  /// What the operator said of how the API speaks.
  let setting: APIDialect

  package init(_ limits: CallLimits = CallLimits(), dialect setting: APIDialect = .auto) {
    self.setting = setting
    state = Mutex(
      State(
        limiter: limits.rates.map(RateLimiter.init),
        orders: limits.ordersPerHour.map { SlidingWindow(limit: $0, per: .seconds(3600)) }))
  }

  func ask(_ operation: Operation, at now: ContinuousClock.Instant, waitingAtMost longestWait: Duration)
    -> RateLimiter.Answer
  {
    state.withLock { $0.limiter?.ask(operation, at: now, waitingAtMost: longestWait) ?? .go(after: .zero) }
  }

  /// The wait until the operator's limit allows one more order; zero if a place was taken.
  func reserveOrderSlot(at now: ContinuousClock.Instant) -> Duration {
    state.withLock { state in
      let wait = state.orders?.wait(at: now) ?? .zero
      if wait == .zero { state.orders?.take(at: now) }
      return wait
    }
  }

  /// The order was certainly not made.
  func releaseOrderSlot() {
    state.withLock { $0.orders?.release() }
  }
}

extension AccountState {
  package var statistics: CallStatistics {
    state.withLock { $0.statistics }
  }

  /// Whether the API has said that it has no such endpoint.
  func lacks(_ operation: Operation) -> Bool {
    state.withLock { $0.missing.contains(operation.name) }
  }

  func noteMissing(_ operation: Operation) {
    _ = state.withLock { $0.missing.insert(operation.name) }
  }

  func record(_ call: CallLogEntry) {
    state.withLock { $0.statistics.record(call) }
  }
}

extension AccountState {
  /// The operator's word, or else what the API's last telling answer gave away.
  package var dialect: APIDialect {
    setting == .auto ? detected : setting
  }

  /// What the API's answers gave away, whatever the operator said.
  var detected: APIDialect {
    state.withLock { $0.detected }
  }

  func detect(_ dialect: APIDialect) {
    state.withLock { $0.detected = dialect }
  }
}

extension AccountState {
  /// How long a create may still come to light after nobody could say what became of it.
  package static let uncertainTime = Duration.seconds(60)

  /// - Returns: the time for which no further create of the reference may be sent.
  func noteUncertain(_ reference: String, at now: ContinuousClock.Instant) -> Duration {
    state.withLock { state in
      state.uncertain = state.uncertain.filter { $0.value + Self.uncertainTime > now }
      state.uncertain[ExactText(reference)] = now
    }
    return Self.uncertainTime
  }

  /// The time for which it is too early to take a missing order for one that was never made.
  func uncertainTime(_ reference: String, at now: ContinuousClock.Instant) -> Duration? {
    state.withLock { state in
      let rest = state.uncertain[ExactText(reference)].map { $0 + Self.uncertainTime - now }
      return rest.flatMap { $0 > .zero ? $0 : nil }
    }
  }

  func forgetUncertain(_ reference: String) {
    state.withLock { $0.uncertain[ExactText(reference)] = nil }
  }
}

extension AccountState {
  func noteFamilies(of table: AssetTable) {
    let families = table.chains.compactMap { chain in chain.addressProtocol.map { (chain.id, $0) } }
    state.withLock { $0.families = Dictionary(families) { first, _ in first } }
  }

  /// The family of a chain by the built-in table, or else by the API's own list if that was read; nil if neither knows.
  func family(of chainID: String) -> AddressProtocol? {
    AssetTable.builtIn[chainID]?.addressProtocol ?? state.withLock { $0.families[chainID] }
  }
}
