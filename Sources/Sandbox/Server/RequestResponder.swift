import HTTP
import SandboxAPI
import SandboxModel
import Threads

/// The functions behind a server: they answer its requests, and are told of the answers.
struct RequestResponder: Sendable {
  /// Calls `answer` once, at once or later, on any thread.
  let respond: @Sendable (Request, _ answer: @escaping @Sendable (ReplyPlan) -> Void) -> Void
  /// The reply to a request that `respond` cannot be given.
  let failure: @Sendable (APIError) -> HTTPResponse
  /// Called on the event loop after each reply, so it must not wait.
  var observe: (@Sendable (AnsweredRequest) -> Void)?
}

extension RequestResponder {
  /// Answers with the service, on the thread of the database.
  init(_ service: SandboxService, _ thread: DatabaseThread, isObserved: Bool) {
    let report: @Sendable (AnsweredRequest) -> Void = { service.report($0) }
    self.init(
      respond: { request, answer in
        thread.submit { isRunning in
          guard isRunning else { return answer(ReplyPlan(response: service.failure(.stopping))) }
          service.respond(to: request, answer)
        }
      },
      failure: { service.failure($0) }, observe: isObserved ? report : nil)
  }
}
