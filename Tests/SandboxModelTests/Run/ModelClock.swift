import Synchronization

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// The machine's clock, which only the test moves.
final class ModelClock: Sendable {
  private let time = Mutex(Timestamp(milliseconds: 1_738_060_200_000))

  var now: Timestamp { time.withLock { $0 } }

  func advance(milliseconds: Int) {
    time.withLock { $0 = $0.adding(milliseconds: Int64(milliseconds)) }
  }
}
