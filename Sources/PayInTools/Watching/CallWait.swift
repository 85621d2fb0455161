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

  private enum Event: Sendable {
    case polled(Result<Value, PayInError>)
    case over
  }

  let registry: WatchRegistry<Value>
  let time: TimeSource
  let timeout: Duration
  let ceiling: PollCeiling
  let endOfInput: EndOfInput

  /// - Parameters:
  ///   - isMet: the condition. It is checked with the value of every poll, in order.
  ///   - onUnmet: called with the value of every poll that does not meet the condition.
  /// - Returns: the outcome, after at least one poll has succeeded or failed; nil if the task was cancelled.
  func run(
    _ key: String, poll: @escaping WatchRegistry<Value>.Poll, until isMet: (Value) -> Bool, onUnmet: (Value) -> Void
  ) async -> Outcome? {
    let (events, sender) = AsyncStream.makeStream(of: Event.self)
    let ticket = registry.join(key, ceiling: ceiling, poll: poll) { sender.yield(.polled($0)) }
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
    }
    return await follow(events, until: isMet, onUnmet: onUnmet)
  }

  private func follow(
    _ events: AsyncStream<Event>, until isMet: (Value) -> Bool, onUnmet: (Value) -> Void
  ) async -> Outcome? {
    var (latest, lastError, isOver): (Value?, PayInError?, Bool) = (nil, nil, false)
    for await event in events {
      switch event {
      case .over: isOver = true
      case .polled(.success(let value)):
        if isMet(value) { return .met(value) }
        (latest, lastError) = (value, nil)
        if !isOver { onUnmet(value) }
      case .polled(.failure(let error)):
        lastError = error
        if error.retry == .never { return .failed(error) }
      }
      if isOver, let latest { return .over(latest, lastError) }
      if isOver, let lastError { return .failed(lastError) }
    }
    return nil
  }
}
