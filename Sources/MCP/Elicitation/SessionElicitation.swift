import JSON
import JSONRPC
import Synchronization
import Threads

/// Asks questions under the revisions with a handshake: sends requests and waits for their answers.
final class SessionElicitation: Sendable {
  private struct State {
    var revision: ProtocolRevision?
    /// Whether the client has declared forms, and then whether it is ready.
    var isDeclared = false
    var isReady = false
    var hasEnded = false
    var count = 0
    var pending: [RequestID: PendingAnswer] = [:]
  }

  private let output: OutputQueue
  private let timeout: Duration
  private let state = Mutex(State())

  /// - Parameter timeout: the time that an answer is waited for.
  init(output: OutputQueue, timeout: Duration) {
    self.output = output
    self.timeout = timeout
  }

  /// Begins a new session. Calls that wait for an answer of the last one wait no longer.
  func open(_ revision: ProtocolRevision, hasForms: Bool) {
    let abandoned = state.withLock { state in
      (state.revision, state.isDeclared, state.isReady) = (revision, hasForms && revision.has(.elicitation), false)
      return state.pending.values.map { $0 }
    }
    for question in abandoned { question.settle(.ended) }
  }

  func noteReady() {
    state.withLock { $0.isReady = $0.revision != nil }
  }

  /// Takes an answer. One to a question that is not asked any more is ignored.
  func receive(_ response: Message.Response) {
    guard let id = response.id else { return }
    state.withLock { $0.pending[id] }?.settle(.response(response))
  }

  /// Ends all waits: at the end of the input no answer can come.
  func end() {
    let abandoned = state.withLock { state in
      state.hasEnded = true
      return state.pending.values.map { $0 }
    }
    for question in abandoned { question.settle(.ended) }
  }

  /// - Parameter reply: the reply of the call that asks; after its end nothing is asked.
  func ask(_ form: ElicitationForm, for reply: Reply) async -> FormAnswer {
    let answer = PendingAnswer()
    switch admit(answer) {
    case .refused(let answer): return answer
    case .admitted(let id, let revision):
      defer { state.withLock { $0.pending[id] = nil } }
      var isAsked = false
      reply.whileUnsettled {
        output.enqueue(Self.request(id, form.params(for: revision)))
        isAsked = true
      }
      let outcome = await answer.wait(atMost: timeout)
      if isAsked, outcome == .timedOut { output.enqueue(Self.cancellation(of: id)) }
      // A cancelled call must not start the write that the answer allows.
      return Task.isCancelled ? .unanswered : Self.answer(outcome, to: form)
    }
  }

  private enum Admission {
    case refused(FormAnswer)
    case admitted(RequestID, ProtocolRevision)
  }

  private func admit(_ answer: PendingAnswer) -> Admission {
    state.withLock { state in
      guard let revision = state.revision, state.isDeclared, state.isReady else { return .refused(.cannotAsk) }
      guard !state.hasEnded, !Task.isCancelled else { return .refused(.unanswered) }
      state.count += 1
      guard let id = RequestID(.string("question-\(state.count)")) else { return .refused(.unanswered) }
      state.pending[id] = answer
      return .admitted(id, revision)
    }
  }

  /// An error is no answer of a person: it means neither yes nor no.
  private static func answer(_ outcome: PendingAnswer.Outcome, to form: ElicitationForm) -> FormAnswer {
    guard case .response(let response) = outcome else { return .unanswered }
    return FormAnswer(response.result, to: form) ?? .unanswered
  }

  private static func request(_ id: RequestID, _ params: JSONObject) -> [UInt8] {
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","id":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw(#","method":"elicitation/create","params":"#)
    writer.write(params)
    writer.writeRaw("}\n")
    return writer.bytes
  }

  /// The message that makes the client take the question off the screen (2025-06-18, basic: lifecycle, timeouts).
  private static func cancellation(of id: RequestID) -> [UInt8] {
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw("}}\n")
    return writer.bytes
  }
}

/// The wait for one answer of a client.
final class PendingAnswer: Sendable {
  enum Outcome: Sendable, Equatable {
    case response(Message.Response)
    /// It took too long, or the call was cancelled.
    case timedOut
    /// No answer can come any more.
    case ended
  }

  private let promise = Promise<Outcome>()

  /// Must be awaited once at most. The task's cancellation and the time end it as well.
  func wait(atMost limit: Duration) async -> Outcome {
    let timer = Task.start { [promise] in
      await Task.pause(for: limit)
      promise.settle(.timedOut)
    }
    defer { timer.cancel() }
    return await promise.wait(orIfCancelled: .timedOut)
  }

  func settle(_ outcome: Outcome) {
    promise.settle(outcome)
  }
}
