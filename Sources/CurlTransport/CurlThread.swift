internal import Glibc
internal import HTTP
internal import Synchronization

/// The thread that owns the multi handle and every easy handle. All others only leave a command and wake it.
final class CurlThread: Sendable {
  private enum Phase {
    case idle
    case running(pthread_t, MultiHandle)
    case closed
  }

  private struct State {
    var phase = Phase.idle
    var inbox = Inbox()
  }

  let configuration: CurlConfiguration
  private let state = Mutex(State())

  init(configuration: CurlConfiguration) {
    self.configuration = configuration
  }

  /// Hands the submission over, to be finished later; starts the thread if it is the first. After `stop`, or if the
  /// thread cannot be started, the submission is finished at once.
  func submit(_ submission: Submission) {
    let failure = state.withLock { state -> HTTPTransportError? in
      if case .idle = state.phase, let failure = start(&state) { return failure }
      switch state.phase {
      case .idle: return .startFailed
      case .closed: return .closed
      case .running(_, let multi):
        Self.post(.start(submission), to: &state.inbox, waking: multi)
        return nil
      }
    }
    if let failure { submission.finish(.failure(failure)) }
  }

  /// Why the thread could not be started; nil if it runs.
  private func start(_ state: inout State) -> HTTPTransportError? {
    do throws(HTTPTransportError) {
      let (thread, multi) = try launch()
      state.phase = .running(thread, multi)
      return nil
    } catch {
      return error
    }
  }

  func cancel(_ call: Call) {
    state.withLock { state in
      guard case .running(_, let multi) = state.phase else { return }
      Self.post(.cancel(call), to: &state.inbox, waking: multi)
    }
  }

  /// Fails all calls with `closed` and returns when the thread has ended. A second caller does not wait.
  func stop() {
    let ending = state.withLock { state -> (pthread_t, MultiHandle)? in
      defer { state.phase = .closed }
      guard case .running(let thread, let multi) = state.phase else { return nil }
      state.inbox.stop()
      multi.wakeUp()
      return (thread, multi)
    }
    // The multi handle is freed here, where no other thread can use it any more.
    if let (thread, _) = ending { pthread_join(thread, nil) }
  }

  /// Inside the lock, so that `stop` cannot free the handle meanwhile. One wake-up per batch is enough.
  private static func post(_ command: Inbox.Command, to inbox: inout Inbox, waking multi: MultiHandle) {
    if inbox.isEmpty { multi.wakeUp() }
    inbox.append(command)
  }

  func takeInbox() -> Inbox {
    state.withLock { $0.inbox.take() }
  }
}
