import Synchronization
import Threads

/// Polls targets for all listeners that wait for them: one poller for each target, whatever the number of listeners, and
/// none without a listener.
package final class WatchRegistry<Value: WatchTarget>: Sendable {
  package typealias Ticket = UInt64
  /// Reads the target once. The argument is the last value, or nil at first.
  package typealias Poll = @Sendable (_ last: Value?) async throws(PayInError) -> Value
  package typealias Listener = @Sendable (Result<Value, PayInError>) -> Void

  private struct Poller {
    /// Distinguishes a poller from its successor, so that a stopped one cannot publish a late result.
    let id: Ticket
    var task: Task<Void, Never>?
    var pause: Task<Void, Never>?
    var mustPollNow = false
  }

  private struct State {
    var subscribers = WatchSubscribers()
    var listeners: [Ticket: Listener] = [:]
    var pollers: [ExactText: Poller] = [:]
  }

  private let state = Mutex(State())
  private let time: TimeSource

  package init(_ time: TimeSource = .system) {
    self.time = time
  }

  /// Calls `listener` with the result of every poll from now on, until `leave`. The first poll starts at once.
  ///
  /// - Parameter ceiling: the longest pause between two polls.
  package func join(
    _ key: String, ceiling: PollCeiling, poll: @escaping Poll, listener: @escaping Listener
  ) -> Ticket {
    let key = ExactText(key)
    return state.withLock { state in
      let ticket = state.subscribers.join(key, ceiling: ceiling)
      state.listeners[ticket] = listener
      if state.pollers[key] == nil {
        state.pollers[key] = Poller(id: ticket)
        state.pollers[key]?.task = Task.start { [self] in await run(key, ticket, poll) }
      } else {
        Self.pollNow(key, &state)
      }
      return ticket
    }
  }

  /// Removes a listener. A poll under way is cancelled if no other listener waits for it.
  package func leave(_ ticket: Ticket) {
    let poller = state.withLock { state -> Poller? in
      state.listeners[ticket] = nil
      return state.subscribers.leave(ticket).flatMap { state.pollers.removeValue(forKey: $0) }
    }
    poller?.task?.cancel()
    poller?.pause?.cancel()
  }

  /// Polls every target now, because any of them may have changed.
  package func pollNow() {
    state.withLock { state in
      for key in state.pollers.keys { Self.pollNow(key, &state) }
    }
  }

  private static func pollNow(_ key: ExactText, _ state: inout State) {
    state.pollers[key]?.mustPollNow = true
    state.pollers[key]?.pause?.cancel()
  }

  // MARK: The poller

  private func run(_ key: ExactText, _ id: Ticket, _ poll: Poll) async {
    var schedule = PollSchedule()
    var last: Value?
    var changedAt = time.now()
    while !Task.isCancelled {
      let result = await result(of: poll, last)
      guard deliver(result, key, id) else { return }
      var least = Duration.zero
      switch result {
      case .success(let value):
        if value.cursor != last?.cursor {
          schedule.restart()
          changedAt = time.now()
        }
        last = value
      case .failure(let error):
        if case .after(let seconds) = error.retry { least = .seconds(seconds) }
      }
      let unchanged = changedAt.duration(to: time.now())
      let ceiling = state.withLock { $0.subscribers.ceiling(for: key, unchangedFor: unchanged) } ?? .zero
      let delay = schedule.next(ceiling: ceiling, secondsLeft: last?.secondsLeft, least: least)
      if await pause(delay, key, id) { schedule.restart() }
    }
  }

  private func result(of poll: Poll, _ last: Value?) async -> Result<Value, PayInError> {
    do throws(PayInError) {
      return .success(try await poll(last))
    } catch {
      return .failure(error)
    }
  }

  /// Gives a result to the listeners. Returns whether polling goes on: not after a final state, nor after an error that a
  /// repeat would only bring again.
  private func deliver(_ result: Result<Value, PayInError>, _ key: ExactText, _ id: Ticket) -> Bool {
    let (listeners, goesOn) = state.withLock { state -> ([Listener], Bool) in
      guard state.pollers[key]?.id == id else { return ([], false) }
      if result.isLast { state.pollers[key] = nil }
      return (state.subscribers.tickets(for: key).compactMap { state.listeners[$0] }, !result.isLast)
    }
    for listener in listeners { listener(result) }
    return goesOn
  }

  /// Pauses, and returns whether a listener that joined or a change cut the pause short.
  private func pause(_ delay: Duration, _ key: ExactText, _ id: Ticket) async -> Bool {
    let pause = Task.start { [time] in await time.sleep(delay) }
    state.withLock { state in
      guard state.pollers[key]?.id == id else { return pause.cancel() }
      state.pollers[key]?.pause = pause
      if state.pollers[key]?.mustPollNow == true { pause.cancel() }
    }
    await pause.value
    return state.withLock { state in
      guard state.pollers[key]?.id == id, state.pollers[key]?.mustPollNow == true else { return false }
      state.pollers[key]?.mustPollNow = false
      return true
    }
  }
}

extension Result where Success: WatchTarget, Failure == PayInError {
  fileprivate var isLast: Bool {
    switch self {
    case .success(let value): value.isFinal
    case .failure(let error): error.retry == .never
    }
  }
}

/// The listeners of each target, and the longest pause between polls that each accepts. Pure: its owner polls.
struct WatchSubscribers: Sendable {
  typealias Ticket = UInt64

  private struct Entry: Sendable {
    let key: ExactText
    let ceiling: PollCeiling
  }

  private var entries: [Ticket: Entry] = [:]
  private var nextTicket: Ticket = 0

  var isEmpty: Bool { entries.isEmpty }

  mutating func join(_ key: ExactText, ceiling: PollCeiling) -> Ticket {
    nextTicket += 1
    entries[nextTicket] = Entry(key: key, ceiling: ceiling)
    return nextTicket
  }

  /// Removes a ticket. Returns its key if no other ticket has that key.
  mutating func leave(_ ticket: Ticket) -> ExactText? {
    guard let key = entries.removeValue(forKey: ticket)?.key else { return nil }
    return entries.values.contains { $0.key == key } ? nil : key
  }

  /// The tickets of a key in the order they came.
  func tickets(for key: ExactText) -> [Ticket] {
    entries.filter { $0.value.key == key }.keys.sorted()
  }

  /// The shortest of the longest pauses that the key's listeners accept; nil without listeners.
  func ceiling(for key: ExactText, unchangedFor time: Duration = .zero) -> Duration? {
    entries.values.filter { $0.key == key }.map { $0.ceiling.pause(unchangedFor: time) }.min()
  }
}
