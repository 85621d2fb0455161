import Synchronization
import Threads

/// Looks at things again and again for all who wait for them: one poller for each, however many wait, and none when
/// nobody does.
package final class WatchRegistry<Value: WatchTarget>: Sendable {
  package typealias Ticket = UInt64
  /// One look. Given what was seen last.
  package typealias Poll = @Sendable (_ last: Value?) async throws(PayInError) -> Value
  package typealias Listener = @Sendable (Result<Value, PayInError>) -> Void

  private struct Poller {
    /// So that one which was stopped does not speak for the next.
    let id: Ticket
    var task: Task<Void, Never>?
    var nap: Task<Void, Never>?
    var mustPollNow = false
  }

  private struct State {
    var ledger = WatchSubscribers()
    var listeners: [Ticket: Listener] = [:]
    var pollers: [ExactText: Poller] = [:]
  }

  private let state = Mutex(State())
  private let time: TimeSource

  package init(_ time: TimeSource = .system) {
    self.time = time
  }

  /// Has `listener` told of every look from now on, until `leave`. The first comes at once.
  ///
  /// - Parameter ceiling: the longest wait between two looks.
  package func join(
    _ key: String, ceiling: Duration, poll: @escaping Poll, listener: @escaping Listener
  ) -> Ticket {
    let key = ExactText(key)
    return state.withLock { state in
      let ticket = state.ledger.join(key, ceiling: ceiling)
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

  /// A look under way is given up if nobody else waits for it.
  package func leave(_ ticket: Ticket) {
    let poller = state.withLock { state -> Poller? in
      state.listeners[ticket] = nil
      return state.ledger.leave(ticket).flatMap { state.pollers.removeValue(forKey: $0) }
    }
    poller?.task?.cancel()
    poller?.nap?.cancel()
  }

  /// Anything may have changed: everything that is waited for is looked at now.
  package func pollNow() {
    state.withLock { state in
      for key in state.pollers.keys { Self.pollNow(key, &state) }
    }
  }

  private static func pollNow(_ key: ExactText, _ state: inout State) {
    state.pollers[key]?.mustPollNow = true
    state.pollers[key]?.nap?.cancel()
  }

  // MARK: The poller

  private func run(_ key: ExactText, _ id: Ticket, _ poll: Poll) async {
    var schedule = PollSchedule()
    var last: Value?
    while !Task.isCancelled {
      let result = await look(poll, last)
      guard deliver(result, key, id) else { return }
      var least = Duration.zero
      switch result {
      case .success(let value):
        if value.cursor != last?.cursor { schedule.restart() }
        last = value
      case .failure(let error):
        if case .after(let seconds) = error.retry { least = .seconds(seconds) }
      }
      let ceiling = state.withLock { $0.ledger.ceiling(for: key) } ?? .zero
      let delay = schedule.next(ceiling: ceiling, secondsLeft: last?.secondsLeft, least: least)
      if await nap(delay, key, id) { schedule.restart() }
    }
  }

  private func look(_ poll: Poll, _ last: Value?) async -> Result<Value, PayInError> {
    do throws(PayInError) {
      return .success(try await poll(last))
    } catch {
      return .failure(error)
    }
  }

  /// Whether to go on: not if nothing can happen any more, nor if looking again cannot help.
  private func deliver(_ result: Result<Value, PayInError>, _ key: ExactText, _ id: Ticket) -> Bool {
    let (listeners, goesOn) = state.withLock { state -> ([Listener], Bool) in
      guard state.pollers[key]?.id == id else { return ([], false) }
      if result.isLast { state.pollers[key] = nil }
      return (state.ledger.tickets(for: key).compactMap { state.listeners[$0] }, !result.isLast)
    }
    for listener in listeners { listener(result) }
    return goesOn
  }

  /// Whether somebody wants to know sooner.
  private func nap(_ delay: Duration, _ key: ExactText, _ id: Ticket) async -> Bool {
    let nap = Task.start { [time] in await time.sleep(delay) }
    state.withLock { state in
      guard state.pollers[key]?.id == id else { return nap.cancel() }
      state.pollers[key]?.nap = nap
      if state.pollers[key]?.mustPollNow == true { nap.cancel() }
    }
    await nap.value
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

/// Who waits for what, and how often it has to be looked at for them. Pure: its owner polls.
struct WatchSubscribers: Sendable {
  typealias Ticket = UInt64

  private struct Entry: Sendable {
    let key: ExactText
    let ceiling: Duration
  }

  private var entries: [Ticket: Entry] = [:]
  private var nextTicket: Ticket = 0

  var isEmpty: Bool { entries.isEmpty }

  mutating func join(_ key: ExactText, ceiling: Duration) -> Ticket {
    nextTicket += 1
    entries[nextTicket] = Entry(key: key, ceiling: ceiling)
    return nextTicket
  }

  /// The key that nobody waits for any more, if this was the last who did.
  mutating func leave(_ ticket: Ticket) -> ExactText? {
    guard let key = entries.removeValue(forKey: ticket)?.key else { return nil }
    return entries.values.contains { $0.key == key } ? nil : key
  }

  /// In the order they came.
  func tickets(for key: ExactText) -> [Ticket] {
    entries.filter { $0.value.key == key }.keys.sorted()
  }

  /// That of the least patient; nil if nobody waits.
  func ceiling(for key: ExactText) -> Duration? {
    entries.values.filter { $0.key == key }.map(\.ceiling).min()
  }
}
