import Synchronization

/// The state that all calls of one account in this process share.
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

  /// The dialect that the operator set.
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

  /// Takes a place below the operator's limit of orders. Returns zero, or the wait until a place is free.
  func reserveOrderSlot(at now: ContinuousClock.Instant) -> Duration {
    state.withLock { state in
      let wait = state.orders?.wait(at: now) ?? .zero
      if wait == .zero { state.orders?.take(at: now) }
      return wait
    }
  }

  /// Releases the place of an order that was certainly not created.
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
  /// The dialect that the operator set or, with `auto`, the detected one.
  package var dialect: APIDialect {
    setting == .auto ? detected : setting
  }

  /// The dialect that the API's replies showed, whatever the operator set.
  var detected: APIDialect {
    state.withLock { $0.detected }
  }

  func detect(_ dialect: APIDialect) {
    state.withLock { $0.detected = dialect }
  }
}

extension AccountState {
  /// The time for which an order may still appear after a create whose outcome is uncertain.
  package static let uncertainTime = Duration.seconds(60)

  /// - Returns: the time for which no further create of the reference may be sent.
  func noteUncertain(_ reference: String, at now: ContinuousClock.Instant) -> Duration {
    state.withLock { state in
      state.uncertain = state.uncertain.filter { $0.value + Self.uncertainTime > now }
      state.uncertain[ExactText(reference)] = now
    }
    return Self.uncertainTime
  }

  /// The rest of the time for which a missing order may still appear; nil if it has passed.
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
