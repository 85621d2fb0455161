import HTTP
import SandboxAPI
import SandboxModel
import Synchronization
import Threads

/// The functions behind a server: they answer its requests, and are told of the answers.
struct RequestResponder: Sendable {
  /// Calls `answer` once, at once or later, on any thread.
  let respond: @Sendable (Request, _ answer: @escaping @Sendable (ReplyPlan) -> Void) -> Void
  /// The reply to a request that `respond` cannot be given.
  let failure: @Sendable (APIError) -> HTTPResponse
  /// Called on the event loop after each reply, so it must not wait.
  var observe: (@Sendable (AnsweredRequest) -> Void)?
  /// What event streams tell of; nil if there are none.
  var events: EventSource?
}

extension RequestResponder {
  /// Answers with the service, on the thread of the database.
  init(_ service: SandboxService, _ thread: DatabaseThread, _ limits: EventStreamLimits) {
    let isPolling = Flag()
    let poll: @Sendable () -> Void = {
      // A thread that is held up by another process is not given more to do.
      guard isPolling.raise() else { return }
      thread.submit { isRunning in
        isPolling.lower()
        if isRunning { service.publishExternalChanges() }
      }
    }
    self.init(
      respond: { request, answer in Self.submit(request, service, thread, answer) },
      failure: { service.failure($0) }, observe: { service.report($0) },
      events: EventSource(changes: service.changes, poll: poll, limits: limits))
  }

  /// Queues a request. While orders have to end before it, it goes to the end of the queue again and again, so that the
  /// thread serves what need not wait.
  private static func submit(
    _ request: Request, _ service: SandboxService, _ thread: DatabaseThread,
    _ answer: @escaping @Sendable (ReplyPlan) -> Void
  ) {
    thread.submit { isRunning in
      guard isRunning else { return answer(ReplyPlan(response: service.failure(.stopping))) }
      service.respond(to: request, again: { submit(request, service, thread, answer) }, answer)
    }
  }
}

/// A flag that many threads share.
final class Flag: Sendable {
  private let isRaised = Atomic(false)

  /// Returns false if it was raised before.
  func raise() -> Bool { !isRaised.exchange(true, ordering: .acquiringAndReleasing) }
  func lower() { isRaised.store(false, ordering: .releasing) }
}
