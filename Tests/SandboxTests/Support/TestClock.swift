import Synchronization

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Stands still until it is moved.
final class TestClock: Sendable {
  private let time = Mutex(Timestamp(milliseconds: 1_738_060_200_000))

  var now: Timestamp { time.withLock { $0 } }

  func advance(seconds: Int64) {
    time.withLock { $0 = $0.adding(seconds: seconds) }
  }

  func advance(minutes: Int) {
    time.withLock { $0 = $0.adding(minutes: minutes) }
  }
}
