import MCP
import PayIn
import Threads

/// One call's wait for something to happen, at most for as long as it was given.
struct Wait<Value: WatchTarget>: Sendable {
  enum Ending {
    /// What was waited for has happened.
    case met(Value)
    /// The time is over, or the input; what was seen last, and what kept the last look from seeing more.
    case over(Value, PayInError?)
    /// Nothing was ever seen, or looking again cannot help.
    case failed(PayInError)
  }

  private enum Event: Sendable {
    case seen(Result<Value, PayInError>)
    case over
  }

  /// Between two looks, at most: somebody sits and waits.
  private static var ceiling: Duration { .seconds(4) }

  let hub: WatchRegistry<Value>
  let time: TimeSource
  let timeout: Duration
  let endOfInput: EndOfInput

  /// - Parameters:
  ///   - isMet: whether this is what was waited for. Asked about every look, in order.
  ///   - note: told of every look that is not.
  /// - Returns: not before something was seen or a look has failed; nil if the task was cancelled.
  func run(
    _ key: String, poll: @escaping WatchRegistry<Value>.Poll, until isMet: (Value) -> Bool, note: (Value) -> Void
  ) async -> Ending? {
    let (events, sender) = AsyncStream.makeStream(of: Event.self)
    let ticket = hub.join(key, ceiling: Self.ceiling, poll: poll) { sender.yield(.seen($0)) }
    let clock = Task.start {
      await time.sleep(timeout)
      sender.yield(.over)
    }
    let end = Task.start {
      await endOfInput.wait()
      sender.yield(.over)
    }
    defer {
      hub.leave(ticket)
      clock.cancel()
      end.cancel()
    }
    return await follow(events, until: isMet, note: note)
  }

  private func follow(
    _ events: AsyncStream<Event>, until isMet: (Value) -> Bool, note: (Value) -> Void
  ) async -> Ending? {
    var (latest, trouble, isOver): (Value?, PayInError?, Bool) = (nil, nil, false)
    for await event in events {
      switch event {
      case .over: isOver = true
      case .seen(.success(let value)):
        if isMet(value) { return .met(value) }
        (latest, trouble) = (value, nil)
        if !isOver { note(value) }
      case .seen(.failure(let error)):
        trouble = error
        if error.retry == .never { return .failed(error) }
      }
      if isOver, let latest { return .over(latest, trouble) }
      if isOver, let trouble { return .failed(trouble) }
    }
    return nil
  }
}
