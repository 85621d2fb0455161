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
