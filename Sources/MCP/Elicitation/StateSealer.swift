import Digest
import FoundationEssentials
import Synchronization

/// Makes the states that clients carry, and accepts each once. The key is made at the start and ends with the process.
package final class StateSealer: Sendable {
  package typealias Random = @Sendable (_ count: Int) -> [UInt8]

  /// The time for which a state is valid: long enough to read a question and decide, too short to find one in an old
  /// log.
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
    seal(question.form, for: use)
  }

  func seal(_ form: ElicitationForm, for use: Fingerprint) -> String {
    let state = SealedState(
      expiry: milliseconds(at: Self.lifetime), nonce: random(SealedState.nonceCount), question: form.fingerprint)
    return state.sealed(for: use, with: key)
  }

  /// Returns nil for a text that was not made here, or not for this use.
  package func open(_ text: String, for use: Fingerprint) -> SealedState? {
    SealedState(opening: text, for: use, with: key)
  }

  /// Returns whether an answer to this question may be acted on: once, and not after the state's time.
  package func take(_ state: SealedState, of question: ElicitationQuestion) -> Bool {
    take(state, of: question.form)
  }

  func take(_ state: SealedState, of form: ElicitationForm) -> Bool {
    let now = milliseconds()
    guard state.question == form.fingerprint, state.expiry > now else { return false }
    return used.withLock { $0.use(state, at: now) }
  }

  private func milliseconds(at offset: Duration = .zero) -> UInt64 {
    UInt64(max(0, (now() - start + offset) / .milliseconds(1)))
  }

  /// Random bytes of the system's generator, which is fit for keys on Linux.
  package static func systemRandom(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

/// The states that were used. It is bounded: it remembers each only until it expires, and when too many are to be
/// remembered accepts no more, since forgetting one would let it be used again.
struct UsedStates {
  private let limit: Int
  /// The nonces with the expiry of their states.
  private var expiries: [[UInt8]: UInt64] = [:]

  init(limit: Int) {
    self.limit = limit
  }

  /// Returns whether this is the state's first use.
  mutating func use(_ state: SealedState, at now: UInt64) -> Bool {
    if expiries.count >= limit { expiries = expiries.filter { $0.value > now } }
    guard expiries.count < limit, expiries[state.nonce] == nil else { return false }
    expiries[state.nonce] = state.expiry
    return true
  }
}

/// A state that a client carries from a question to its answer, in a text that only the holder of the key can have
/// made.
///
/// The code also covers the use, which the text does not hold: with another tool or other arguments the state does not
/// open.
package struct SealedState: Equatable, Sendable {
  /// The bytes of the nonce. With them the whole is a multiple of three: Base64 then has one way to write it.
  static let nonceCount = 18
  private static let timeCount = MemoryLayout<UInt64>.size
  private static let contentCount = timeCount + nonceCount + Fingerprint.byteCount

  /// The milliseconds since the clock's start after which the state has expired.
  let expiry: UInt64
  /// Random bytes, different in each state.
  let nonce: [UInt8]
  let question: Fingerprint

  init(expiry: UInt64, nonce: [UInt8], question: Fingerprint) {
    precondition(nonce.count == Self.nonceCount)
    (self.expiry, self.nonce, self.question) = (expiry, nonce, question)
  }

  /// Returns nil unless the text is what `sealed` made with the same key for the same use.
  init?(opening text: String, for use: Fingerprint, with key: [UInt8]) {
    guard let data = Data(base64Encoded: text), data.count == Self.contentCount + SHA256.byteCount else { return nil }
    let (content, code) = (Array(data.prefix(Self.contentCount)), Array(data.suffix(SHA256.byteCount)))
    guard
      SHA256.areEqual(code, SHA256.hmac(use.bytes + content, key: key)),
      let question = Fingerprint(bytes: Array(content.suffix(Fingerprint.byteCount)))
    else { return nil }
    expiry = content.prefix(Self.timeCount).reduce(0) { $0 << 8 | UInt64($1) }
    nonce = Array(content[Self.timeCount...].prefix(Self.nonceCount))
    self.question = question
  }

  /// Returns 120 characters of Base64 (RFC 4648), the same for the same content, use and key.
  func sealed(for use: Fingerprint, with key: [UInt8]) -> String {
    let time = (0..<Self.timeCount).reversed().map { UInt8(truncatingIfNeeded: expiry >> (8 * $0)) }
    let content = time + nonce + question.bytes
    return Data(content + SHA256.hmac(use.bytes + content, key: key)).base64EncodedString()
  }
}
