/// Decides when a request whose deadline has passed is given up.
///
/// A process that was stopped, or a machine that slept, finds deadlines passed and answers in its sockets. An answer
/// that is there counts: a request is given up only after its socket was read past the deadline and held nothing more.
/// A server that never stops sending has `limit` for it.
struct DeadlineGrace {
  typealias Instant = ContinuousClock.Instant

  /// Some megabytes are the most that a socket holds; reading those takes milliseconds.
  static let limit = Duration.seconds(1)

  private var start: Instant?
  private var received = 0

  /// Must be called after each time the sockets were read past the deadline.
  ///
  /// - Parameters:
  /// - now: the time before that reading.
  ///   - received: bytes of the reply so far.
  ///   - isSettled: false if libcurl has read bytes that it has not handed over yet.
  mutating func isOver(at now: Instant, received: Int, isSettled: Bool) -> Bool {
    let start = self.start ?? now
    self.start = start
    defer { self.received = received }
    return (received == self.received && isSettled) || start + Self.limit <= now
  }
}
