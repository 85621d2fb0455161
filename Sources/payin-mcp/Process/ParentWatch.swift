import CLinux
import Glibc
import Synchronization

/// Notices that the process that started this one has ended. Its other children may still hold our input open, so that
/// the end of input would never come.
///
/// The system sends a signal then (PR_SET_PDEATHSIG of prctl(2)), so that an idle server need not poll. It also sends it
/// when only the thread that started us ends; the parent's id shows whether the process has ended.
///
/// A parent that ends within the first seconds has only launched us, as a script does with `payin-mcp &`; the process that
/// adopts us is the parent then. There is no watch if the parent is process 1, or is outside of this container, or if
/// SIGHUP is ignored: a server started by nohup(1) is meant to outlive its parent.
final class ParentWatch: Sendable {
  /// The time within which a parent that ends has only launched us.
  private static let launchTime = Duration.seconds(5)

  private let start = ContinuousClock.now
  private let parent: Atomic<pid_t>

  /// Returns nil if there is no parent to watch, or the system cannot send the signal.
  init?() {
    guard !TerminationSignals.isIgnored(SIGHUP) else { return nil }
    guard clinux_set_parent_death_signal(TerminationSignals.parentDeath) == 0 else { return nil }
    let parent = getppid()
    guard parent > 1 else { return nil }
    self.parent = Atomic(parent)
  }

  /// Whether this process should end as well. Called at each signal of a parent's end.
  func hasEnded() -> Bool {
    let current = getppid()
    guard parent.exchange(current, ordering: .relaxed) != current else { return false }
    return start.duration(to: .now) > Self.launchTime
  }
}
