import JSON
import MCP
import PayIn

/// The tools that wait for a payment. They answer when something has changed, when their time is over, or when the input
/// ends: with the state known by then, and a cursor from which the next call goes on.
///
/// For clients that understand tasks each call is one, which waits for a day unless `timeoutSeconds` says less.
enum WaitTools {
  private static let defaultSeconds = 25
  /// The longest pause between two polls of a call whose answer a person waits for.
  private static let interval = PollCeiling.seconds(4)

  /// Without a cursor the call waits for the end of the order: paid, expired or ended otherwise. With one it waits for
  /// any change since. A status that this version does not know may be an end, so it is reported at once.
  static let order = ToolDeclaration(
    local: "wait_for_order", in: .orders, default: .on, polls: .order, asTask: TaskPolicy.wait
  ) { call throws(InvalidArguments) in
    let (key, cursor) = (try OrderKey(call.arguments), call.arguments.optional("cursor"))
    return { () throws(CallFailure) in
      let (watched, poll) = try await target(key, call)
      let progress = ProgressNotes(call)
      let outcome = await wait(call, call.context.watches.orders)
        .run(watched, poll: poll) { order in
          order.isFinal || (cursor.map { $0 != order.cursor } ?? (order.phase == .unknown))
        } onUnmet: { order in
          progress.report(Summary.progress(order))
        } onFailure: { error, order in
          progress.report(error, after: order.map(Summary.progress))
        }
      return try answer(to: outcome, .order) { ToolAnswer($0, timedOut: $1) }
    }
  }

  /// Without a cursor the call answers at once with the deposits that are there, and waits if there are none.
  static let deposit = ToolDeclaration(
    local: "wait_for_deposit", in: .deposits, default: .on, polls: .depositReference, asTask: TaskPolicy.wait
  ) { call in
    let reference = call.arguments.text("depositReference")
    return { () throws(CallFailure) in
      let progress = ProgressNotes(call)
      var cursor = call.arguments.optional("cursor")
      var first: DepositProgress?
      let outcome = await wait(call, call.context.watches.deposits)
        .run(reference, poll: call.context.depositPoll(reference)) { deposits in
          if cursor == nil {
            guard deposits.deposits.isEmpty else { return true }
            cursor = deposits.cursor
          }
          if cursor == deposits.cursor, first == nil { first = deposits }
          return cursor != deposits.cursor
        } onUnmet: { deposits in
          progress.report(Summary.progress(deposits))
        } onFailure: { error, deposits in
          progress.report(error, after: deposits.map(Summary.progress))
        }
      return try answer(to: outcome, .depositReference) {
        ToolAnswer($0, after: call.arguments.optional("cursor"), since: first, timedOut: $1)
      }
    }
  }

  /// The watch of an order. All that wait for it share the one of its id, which a reference must be looked up for; a task
  /// that cannot do so now goes on trying as part of its wait.
  private static func target(
    _ key: OrderKey, _ call: LocalCall
  ) async throws(CallFailure) -> (key: String, poll: WatchRegistry<OrderProgress>.Poll) {
    if case .id(let id) = key { return (id, call.context.orderPoll(id)) }
    do throws(PayInError) {
      let id = try await call.context.client(for: .order).orderID(of: key)
      return (id, call.context.orderPoll(id))
    } catch {
      guard call.task != nil, error.retry != .never, case .reference(let reference) = key else { throw .api(error) }
      // No id has a space in it.
      return ("reference \(reference)", call.context.orderPoll(key))
    }
  }

  private static func wait<Value>(_ call: LocalCall, _ registry: WatchRegistry<Value>) -> CallWait<Value> {
    let seconds = call.arguments.integer("timeoutSeconds") ?? defaultSeconds
    return CallWait(
      registry: registry, time: call.context.time, timeout: call.task?.time ?? .seconds(seconds),
      ceiling: call.task == nil ? interval : .growing, tolerance: call.task == nil ? .none : .ofTasks,
      endOfInput: call.endOfInput)
  }

  private static func answer<Value>(
    to outcome: CallWait<Value>.Outcome?, _ operation: Operation, _ answer: (Value, _ timedOut: Bool) -> ToolAnswer
  ) throws(CallFailure) -> ToolAnswer {
    switch outcome {
    case .met(let value): return answer(value, false)
    case .over(let value, let error):
      var answer = answer(value, true)
      if let error { answer.warnings.append(.pollFailed(error)) }
      return answer
    case .failed(let error): throw .api(error)
    // The client cancelled the call, so this result is not sent.
    case nil: throw .api(PayInError(.cancelled, operation, outcome: nil, retry: .safe))
    }
  }
}

/// The progress of one wait: a notification, or a message of its task, for each poll that did not end it.
private final class ProgressNotes {
  private let reporter: ProgressReporter?
  private let task: TaskContext?
  private let reader: DisplayContext
  private var polls = 0

  init(_ call: LocalCall) {
    reporter = call.progress
    task = call.task
    reader = call.context.reader
  }

  func report(_ message: LocalizedText) {
    polls += 1
    let text = message.rendered(for: reader)
    reporter?.report(polls, message: text)
    task?.report(text)
  }

  /// Tells of a poll that failed, which the reader of a task may take for a payment that has not come.
  func report(_ error: PayInError, after last: LocalizedText?) {
    guard let task else { return }
    let code = error.code.rawValue
    let text =
      last.map { $0 + LocalizedText("; the last poll failed (\(code))", "；最近一次查询失败（\(code)）") }
      ?? LocalizedText("No poll has succeeded yet; the last one failed (\(code))", "尚无成功的查询；最近一次失败（\(code)）")
    task.report(text.rendered(for: reader))
  }
}
