import JSON
import MCP
import PayIn

/// Wait for payments, so that nobody has to ask again and again. They answer when something has happened, when their
/// time is over, or when the input ends: with what is known then, and where the next call goes on.
enum WaitTools {
  static let names = [order, deposit]

  private static let order = "wait_for_order"
  private static let deposit = "wait_for_deposit"
  private static let defaultSeconds = 25

  static func tools(_ context: ToolContext) throws -> [Tool] {
    [
      try Tool(definition: ToolFile.definition(order)) { await waitForOrder($0, context) },
      try Tool(definition: ToolFile.definition(deposit)) { await waitForDeposit($0, context) },
    ]
  }

  /// Without a cursor the end is waited for: that the order was paid, has expired or ended otherwise. With one, any change
  /// since. A status that this version does not know may be an end: it is told at once, for nothing better may ever come.
  private static func waitForOrder(_ call: ToolCall, _ context: ToolContext) async -> ToolResult {
    let id = call.arguments.text("orderId")
    let cursor = call.arguments.optional("cursor")
    let reader = context.reader
    var looks = 0
    let ending = await wait(context.watches.orders, call, context).run(id, poll: context.orderPoll(id)) { seen in
      seen.isFinal || (cursor.map { $0 != seen.cursor } ?? (seen.phase == .unknown))
    } note: { seen in
      looks += 1
      call.progress?.report(looks, message: Summary.progress(seen).rendered(for: reader))
    }
    return result(ending, .order, call, context) { ToolAnswer($0, timedOut: $1) }
  }

  /// Without a cursor the first look is where it begins.
  private static func waitForDeposit(_ call: ToolCall, _ context: ToolContext) async -> ToolResult {
    let reference = call.arguments.text("depositReference")
    var cursor = call.arguments.optional("cursor")
    let reader = context.reader
    var looks = 0
    var first: DepositProgress?
    let ending = await wait(context.watches.deposits, call, context)
      .run(reference, poll: context.depositPoll(reference)) { seen in
        if cursor == nil { cursor = seen.cursor }
        if cursor == seen.cursor, first == nil { first = seen }
        return cursor != seen.cursor
      } note: { seen in
        looks += 1
        call.progress?.report(looks, message: Summary.progress(seen).rendered(for: reader))
      }
    return result(ending, .depositReference, call, context) { ToolAnswer($0, since: first, timedOut: $1) }
  }

  private static func wait<Value>(_ hub: WatchRegistry<Value>, _ call: ToolCall, _ context: ToolContext) -> Wait<Value>
  {
    Wait(
      hub: hub, time: context.time,
      timeout: .seconds(call.arguments.integer("timeoutSeconds") ?? defaultSeconds), endOfInput: call.endOfInput)
  }

  private static func result<Value>(
    _ ending: Wait<Value>.Ending?, _ operation: Operation, _ call: ToolCall, _ context: ToolContext,
    _ answer: (Value, _ timedOut: Bool) -> ToolAnswer
  ) -> ToolResult {
    let environment = EnvironmentLabel(context)
    switch ending {
    case .met(let value):
      var answer = answer(value, false)
      answer.warnings += context.addressWarnings(answer, operation)
      return answer.result(call, operation, environment)
    case .over(let value, let trouble):
      var answer = answer(value, true)
      if let trouble { answer.warnings.append(.pollFailed(trouble)) }
      answer.warnings += context.addressWarnings(answer, operation)
      return answer.result(call, operation, environment)
    case .failed(let error): return failure(error, call, context)
    // Nobody hears of it.
    case nil: return failure(PayInError(.cancelled, operation, outcome: nil, retry: .safe), call, context)
    }
  }

  private static func failure(_ error: PayInError, _ call: ToolCall, _ context: ToolContext) -> ToolResult {
    ToolFailure.result(of: error, call.arguments, context.configuration.errors, for: context.reader)
  }
}
