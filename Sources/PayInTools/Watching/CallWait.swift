import MCP
import PayIn
import Threads

/// One call's wait for a change of what it watches, with a limit on its time.
struct CallWait<Value: WatchTarget>: Sendable {
  enum Outcome {
    /// The condition holds.
    case met(Value)
    /// The time or the input has ended: the last value, and the error of the last poll if that failed.
    case over(Value, PayInError?)
    /// No poll has succeeded, or polling again cannot help.
    case failed(PayInError)
  }

  /// The number of permanent errors in a row after which a wait still polls again, and the pause before each. Only a
  /// wait that has polled successfully once tolerates any.
  struct Tolerance {
    static var none: Tolerance { Tolerance(refusals: 0, pause: .zero) }
    /// Five minutes: a key that is being changed, or a proxy that is being set up, does not end a wait of a day.
    static var ofTasks: Tolerance { Tolerance(refusals: 5, pause: .seconds(60)) }

    let refusals: Int
    let pause: Duration
  }

  private enum Event: Sendable {
    case polled(Result<Value, PayInError>)
    /// The pause after a permanent error is over.
    case again
    case over
  }

  let registry: WatchRegistry<Value>
  let time: TimeSource
  let timeout: Duration
  let ceiling: PollCeiling
  let tolerance: Tolerance
  let endOfInput: EndOfInput

  /// - Parameters:
  ///   - isMet: the condition. It is checked with the value of every poll, in order.
  ///   - onUnmet: called with the value of every poll that does not meet the condition.
  ///   - onFailure: called with the error of every poll that failed and does not end the wait, and the last value.
  /// - Returns: the outcome, after at least one poll has succeeded or failed; nil if the task was cancelled.
  func run(
    _ key: String, poll: @escaping WatchRegistry<Value>.Poll, until isMet: (Value) -> Bool, onUnmet: (Value) -> Void,
    onFailure: (PayInError, Value?) -> Void
  ) async -> Outcome? {
    let (events, sender) = AsyncStream.makeStream(of: Event.self)
    let join = { registry.join(key, ceiling: ceiling, poll: poll) { sender.yield(.polled($0)) } }
    var ticket = join()
    var pause: Task<Void, Never>?
    let clock = Task.start {
      await time.sleep(timeout)
      sender.yield(.over)
    }
    let end = Task.start {
      await endOfInput.wait()
      sender.yield(.over)
    }
    defer {
      registry.leave(ticket)
      clock.cancel()
      end.cancel()
      pause?.cancel()
    }
    var (latest, lastError, isOver, refusals): (Value?, PayInError?, Bool, Int) = (nil, nil, false, 0)
    for await event in events {
      switch event {
      case .over: isOver = true
      case .polled(.success(let value)):
        if isMet(value) { return .met(value) }
        (latest, lastError, refusals) = (value, nil, 0)
        if !isOver { onUnmet(value) }
      case .polled(.failure(let error)):
        lastError = error
        if error.retry == .never {
          refusals += 1
          // Without an earlier success there is nothing to recover. The registry stops polling after a permanent error.
          guard latest != nil, refusals <= tolerance.refusals else { return .failed(error) }
          pause = Task.start {
            await time.sleep(tolerance.pause)
            sender.yield(.again)
          }
        }
        if !isOver { onFailure(error, latest) }
      case .again:
        registry.leave(ticket)
        ticket = join()
      }
      if isOver, let latest { return .over(latest, lastError) }
      if isOver, let lastError { return .failed(lastError) }
    }
    return nil
  }
}
