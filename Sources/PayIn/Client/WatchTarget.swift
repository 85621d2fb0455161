/// What is looked at again and again until it changes.
package protocol WatchTarget: Sendable {
  /// A short text that changes whenever something has happened, and only then. Means the same in every process.
  var cursor: String { get }
  /// Whether nothing can happen any more.
  var isFinal: Bool { get }
  /// Until it ends by itself; nil if it does not, or nobody knows.
  var secondsLeft: Int? { get }
}

/// The digest behind a cursor: FNV-1a, 64 bits. Tells states apart; keeps no secret.
struct StateDigest {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String?) {
    // No text has the byte that ends it, so two fields never run into one.
    for byte in Array((text ?? "\u{1}").utf8) + [0] {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
  }

  var text: String {
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}

/// When to look again at something that may change: often at first, then less and less. Pure.
struct PollSchedule: Sendable, Equatable {
  private static let first = Duration.milliseconds(500)
  /// Close to the end of an order's time, and past it, when the API is about to end it.
  private static let nearEnd = Duration.seconds(1)

  private var step = first

  /// Something has changed, or somebody new wants to know: more may follow soon.
  mutating func restart() {
    step = Self.first
  }

  /// The wait before the next look; each is twice the one before.
  ///
  /// - Parameters:
  ///   - ceiling: the longest that those who wait put up with.
  ///   - secondsLeft: until what is looked at ends by itself; the look comes no later than that.
  ///   - least: what the API asked for.
  mutating func next(ceiling: Duration, secondsLeft: Int? = nil, least: Duration = .zero) -> Duration {
    var delay = min(step, ceiling)
    step = min(step * 2, max(ceiling, Self.first))
    if let secondsLeft { delay = min(delay, max(Self.nearEnd, .seconds(secondsLeft))) }
    return max(delay, least)
  }
}
