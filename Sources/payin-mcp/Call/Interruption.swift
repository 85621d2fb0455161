import CLinux
import Glibc
import Synchronization
import Threads

/// The signals that ask a call to end: the first one can be waited for, a second one ends the process at once.
final class Interruption: Sendable {
  /// Readable from the first signal on.
  let descriptor: Int32
  private let first = Atomic<Int32>(0)

  /// Call before any other thread is started, as for `TerminationSignals`.
  init() throws(ThreadError) {
    descriptor = eventfd(0, CInt(EFD_CLOEXEC))
    try TerminationSignals().forEach { [self] number in receive(number) }
  }

  private func receive(_ number: Int32) {
    guard number != TerminationSignals.parentDeath else { return }
    guard first.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged else {
      TerminationSignals.terminate(by: number)
    }
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Ends the process by the signal that came, so that a shell sees the usual status.
  func terminate() -> Never {
    TerminationSignals.terminate(by: first.load(ordering: .relaxed))
  }
}
