import CLinux
import Glibc
import Synchronization

/// Notices that the process that started this one has ended. Its other children may still hold our input open, so that
/// the end of input would never come.
///
/// The system sends a signal then (PR_SET_PDEATHSIG of prctl(2)): an idle server is not woken to look. It is also sent
/// when only the thread that started us ends; whether the process has, is told by its id.
///
/// A parent that ends within the first seconds has only launched us, as a script does with `payin-mcp &`; whoever
/// adopts us is the parent then. There is no watch if the parent is process 1, or is outside of this container, or if
/// SIGHUP is ignored: whoever starts us by nohup(1) wants us to outlive it.
final class ParentWatch: Sendable {
  /// Within which a parent may end.
  private static let launchTime = Duration.seconds(5)

  private let start = ContinuousClock.now
  private let parent: Atomic<pid_t>

  /// Nil if there is nothing to watch, or the system does not offer it.
  init?() {
    guard !TerminationSignals.isIgnored(SIGHUP) else { return nil }
    guard clinux_set_parent_death_signal(TerminationSignals.parentDeath) == 0 else { return nil }
    let parent = getppid()
    guard parent > 1 else { return nil }
    self.parent = Atomic(parent)
  }

  /// To be asked at each signal of a parent's end: whether it is time for this process to end as well.
  func isOver() -> Bool {
    let current = getppid()
    guard parent.exchange(current, ordering: .relaxed) != current else { return false }
    return start.duration(to: .now) > Self.launchTime
  }
}
