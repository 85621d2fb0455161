import CLinux
import Glibc
import Synchronization
import Threads

/// SIGTERM, SIGINT and SIGHUP, received by a thread in sigwait(3), because a handler may call only async-signal-safe
/// functions.
///
/// Signals that the parent has set to be ignored stay ignored, as nohup(1) requires, except SIGTERM, which always asks
/// a service to end.
struct TerminationSignals {
  /// Sent by the system when the parent ends, if it was asked to (`ParentWatch`).
  static let parentDeath = __libc_current_sigrtmin() + 1

  private let set: sigset_t

  /// Blocks the signals. Call before any other thread is started: threads inherit what is blocked.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP] where number == SIGTERM || !Self.isIgnored(number) {
      sigaddset(&set, number)
    }
    sigaddset(&set, Self.parentDeath)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    self.set = set
  }

  /// Keeps the signals until something waits for them. Call before any other thread is started.
  static func block(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  static func isIgnored(_ number: Int32) -> Bool {
    clinux_ignores_signal(number) != 0
  }

  /// Calls `act` on a thread of its own with each signal that comes, one after the other.
  ///
  /// - Throws: if there can be no such thread.
  func forEach(_ act: @escaping @Sendable (Int32) -> Void) throws(ThreadError) {
    try POSIXThread.start("signals") { [set] in
      var set = set
      while true {
        var number: Int32 = 0
        if sigwait(&set, &number) == 0 { act(number) }
      }
    }
  }

  /// Ends the process by the signal itself, so that its parent sees the usual status. Process 1 of a
  /// container is left alive by every signal it does not handle; there the status is what a shell would make of it.
  static func terminate(by number: Int32) -> Never {
    var one = sigset_t()
    sigemptyset(&one)
    sigaddset(&one, number)
    signal(number, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &one, nil)
    raise(number)
    _exit(128 + number)
  }
}

/// Waits for the first signal, which asks a command to end. A second signal ends the process at once.
final class FirstSignal: Sendable {
  private let arrival: AsyncStream<Void>
  private let sender: AsyncStream<Void>.Continuation
  private let hasArrived = Atomic(false)

  init() {
    (arrival, sender) = AsyncStream.makeStream()
  }

  func receive(_ number: Int32) {
    guard number != TerminationSignals.parentDeath else { return }
    if hasArrived.exchange(true, ordering: .relaxed) { TerminationSignals.terminate(by: number) }
    sender.finish()
  }

  /// Returns at once if the signal has arrived before.
  func wait() async {
    for await _ in arrival {}
  }
}
