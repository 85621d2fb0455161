import Formats
import Glibc
import Threads

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The time of the machine's clock.
  package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func adding(minutes: Int) -> Timestamp {
    adding(milliseconds: Int64(minutes) * 60_000)
  }

  package func adding(seconds: Int64) -> Timestamp {
    adding(milliseconds: seconds * 1000)
  }

  package func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: self.milliseconds + milliseconds)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// `2025-01-28T10:30:00.000Z`
  package var description: String {
    RFC3339.text(milliseconds: milliseconds)
  }

  /// Parses a date with time and zone by RFC 3339, such as `2025-01-28T10:30:00Z` or `2025-01-28T10:30:00.5+08:00`;
  /// returns nil for any other text. Digits past the milliseconds are dropped.
  package init?(iso8601 text: String) {
    // The sandbox's clock has no leap seconds, so it refuses second 60 everywhere.
    guard !text.utf8.dropFirst(17).starts(with: "60".utf8), let milliseconds = RFC3339.milliseconds(text) else {
      return nil
    }
    self.init(milliseconds: milliseconds)
  }
}

extension Timestamp {
  /// Sleeps by the machine's clock, which runs as fast as the sandbox's. Ends early if the task is cancelled.
  @Sendable package static func sleep(from now: Timestamp, to due: Timestamp) async {
    await Task.pause(for: .milliseconds(max(due.milliseconds - now.milliseconds, 1)))
  }
}
