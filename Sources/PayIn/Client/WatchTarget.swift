/// A state that is polled until it changes.
package protocol WatchTarget: Sendable {
  /// A short text that changes whenever the state has changed, and only then. It is the same in every process.
  var cursor: String { get }
  /// Whether the state cannot change any more.
  var isFinal: Bool { get }
  /// The seconds until the target ends by itself; nil if it does not end or its end is not known.
  var secondsLeft: Int? { get }
}

/// The digest behind a cursor: FNV-1a, 64 bits. It distinguishes states and protects no secret.
struct StateDigest {
  /// The number of hexadecimal digits.
  static let length = 16

  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String?) {
    // No text has the byte that ends it, so two fields never run into one.
    for byte in Array((text ?? "\u{1}").utf8) + [0] {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
  }

  var text: String {
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: Self.length - hex.count) + hex
  }
}

/// The longest pause between two polls that a listener accepts.
package enum PollCeiling: Sendable, Equatable {
  /// The same at any time.
  case fixed(Duration)
  /// A sixteenth of the time since the last change, between 4 s and 5 min: for waits of hours. A day of it takes 370
  /// polls, and what happens is noticed after a sixteenth more of the time that it took.
  case growing

  private static let growth = (least: Duration.seconds(4), most: Duration.seconds(300), part: 16)

  package static func seconds(_ seconds: Int) -> PollCeiling { .fixed(.seconds(seconds)) }

  func pause(unchangedFor time: Duration) -> Duration {
    switch self {
    case .fixed(let pause): pause
    case .growing: min(max(time / Self.growth.part, Self.growth.least), Self.growth.most)
    }
  }
}

/// The pauses between polls: short at first, then longer and longer. Pure.
struct PollSchedule: Sendable, Equatable {
  private static let first = Duration.milliseconds(500)
  /// The pause close to the end of an order's time, and past it, when the API is about to end the order.
  private static let nearEnd = Duration.seconds(1)

  private var step = first

  /// Begins with short pauses again, after a change or a new listener.
  mutating func restart() {
    step = Self.first
  }

  /// The pause before the next poll; each is twice the one before.
  ///
  /// - Parameters:
  ///   - ceiling: the longest pause that the listeners accept.
  ///   - secondsLeft: until the target ends by itself; the poll comes no later than that.
  ///   - least: the pause that the API asked for.
  mutating func next(ceiling: Duration, secondsLeft: Int? = nil, least: Duration = .zero) -> Duration {
    var delay = min(step, ceiling)
    step = min(step * 2, max(ceiling, Self.first))
    if let secondsLeft { delay = min(delay, max(Self.nearEnd, .seconds(secondsLeft))) }
    return max(delay, least)
  }
}
