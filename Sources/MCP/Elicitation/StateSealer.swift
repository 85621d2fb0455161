import Synchronization

/// Makes states for clients to carry, and takes each back once. The key lives and ends with the process.
package final class StateSealer: Sendable {
  package typealias Random = @Sendable (_ count: Int) -> [UInt8]

  /// Long enough to read a question and decide, too short to find one in an old log.
  package static let lifetime = Duration.seconds(300)
  private static let rememberedUses = 4096

  private let key: [UInt8]
  private let random: Random
  private let now: ProgressReporter.Now
  private let start: ContinuousClock.Instant
  private let used: Mutex<UsedStates>

  package init(
    random: @escaping Random = StateSealer.systemRandom, now: @escaping ProgressReporter.Now = { .now }
  ) {
    key = random(32)
    self.random = random
    self.now = now
    start = now()
    used = Mutex(UsedStates(limit: Self.rememberedUses))
  }

  package func seal(_ question: ElicitationQuestion, for use: Fingerprint) -> String {
    let state = SealedState(
      expiry: milliseconds(at: Self.lifetime), nonce: random(SealedState.nonceCount), question: question.fingerprint)
    return state.sealed(for: use, with: key)
  }

  /// Nil for a text that was not made here, or not for this use.
  package func open(_ text: String, for use: Fingerprint) -> SealedState? {
    SealedState(opening: text, for: use, with: key)
  }

  /// Whether an answer to this question may be acted on: once, and not after the state's time.
  package func take(_ state: SealedState, of question: ElicitationQuestion) -> Bool {
    let now = milliseconds()
    guard state.question == question.fingerprint, state.expiry > now else { return false }
    return used.withLock { $0.use(state, at: now) }
  }

  private func milliseconds(at offset: Duration = .zero) -> UInt64 {
    UInt64(max(0, (now() - start + offset) / .milliseconds(1)))
  }

  /// The system's generator, which is fit for keys on Linux.
  package static func systemRandom(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
