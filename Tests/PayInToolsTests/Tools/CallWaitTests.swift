import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

/// Which failed polls end a wait, and which it tells of.
@Suite(.timeLimit(.minutes(1)))
struct CallWaitTests {
  private struct Value: WatchTarget {
    let cursor: String
    var isFinal: Bool { cursor == "end" }
    var secondsLeft: Int? { nil }
  }

  private typealias Step = Result<Value, PayInError>

  private static func failure(_ code: PayInError.Code, _ retry: PayInError.Retry) -> Step {
    .failure(PayInError(code, .order, outcome: nil, retry: retry))
  }

  private static let value = Step.success(Value(cursor: "a"))
  private static let end = Step.success(Value(cursor: "end"))
  private static let notFound = failure(.notFound, .never)
  private static let overloaded = failure(.upstreamError, .safe)

  /// The outcome of a wait whose polls bring these results, and the errors that it told of.
  private static func outcome(of steps: [Step], _ tolerance: CallWait<Value>.Tolerance) async -> (String, [String]) {
    let left = Mutex(steps[...])
    let told = Mutex<[String]>([])
    let timeout = Duration.seconds(1000)
    let time = TimeSource(
      now: { [now = ContinuousClock.now] in now }, date: { 0 },
      sleep: { if $0 == timeout { try? await Task.sleep(for: .seconds(3600)) } }, random: { 0 })
    let wait = CallWait(
      registry: WatchRegistry<Value>(time), time: time, timeout: timeout, ceiling: .growing, tolerance: tolerance,
      endOfInput: EndOfInput())
    let outcome = await wait.run("key") { _ throws(PayInError) in
      try (left.withLock { $0.popFirst() } ?? end).get()
    } until: {
      $0.isFinal
    } onUnmet: { _ in
    } onFailure: { error, last in
      told.withLock { $0.append("\(error.code.rawValue) \(last?.cursor ?? "-")") }
    }
    let name =
      switch outcome {
      case .met: "met"
      case .over: "over"
      case .failed(let error): error.code.rawValue
      case nil: "cancelled"
      }
    return (name, told.withLock(\.self))
  }

  /// A stray 404 or 401 does not end the wait of a task for what it has seen. One that stays does, and so does the first
  /// of what was never there.
  @Test(
    arguments: [
      ([notFound, end], true, "not_found", []), ([value, notFound, end], false, "not_found", []),
      ([value, notFound, end], true, "met", ["not_found a"]),
      (
        [value] + Array(repeating: notFound, count: 5) + [value, notFound, end], true, "met",
        Array(repeating: "not_found a", count: 6)
      ),
      (
        [value] + Array(repeating: notFound, count: 6) + [end], true, "not_found",
        Array(repeating: "not_found a", count: 5)
      ),
      ([overloaded, value, overloaded, end], true, "met", ["upstream_error -", "upstream_error a"]),
    ] as [([Step], Bool, String, [String])])
  private func strayRefusalEndsNoTask(steps: [Step], isTask: Bool, end: String, told: [String]) async {
    let outcome = await Self.outcome(of: steps, isTask ? .ofTasks : .none)
    #expect(outcome.0 == end && outcome.1 == told)
  }
}
