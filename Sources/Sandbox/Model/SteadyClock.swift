import Synchronization

/// A clock that may be set back, as one that never is: then it stands still until the other has caught up.
final class SteadyClock: Sendable {
  private let read: @Sendable () -> Timestamp
  private let latest = Mutex(Timestamp(milliseconds: .min))

  init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  func now() -> Timestamp {
    latest.withLock { latest in
      latest = max(latest, read())
      return latest
    }
  }
}
