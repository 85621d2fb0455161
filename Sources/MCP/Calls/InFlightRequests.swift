package import JSONRPC
import Synchronization
import Threads

/// Runs calls as tasks, a bounded number at once, and cancels them by their request id.
package final class InFlightRequests: Sendable {
  package struct Call: Sendable {
    let reply: Reply
    /// Returns the whole answer, as `Reply.encoded` makes it.
    let run: @Sendable () async throws(RPCError) -> [UInt8]
    /// Answers in place of `run` when the server stops.
    let interrupt: @Sendable () -> Void
    /// Gives up what was reserved for `run`, if the client cancels the call before it starts.
    var withdraw: @Sendable () -> Void = {}
  }

  private struct State {
    var table: CallTable<Call>
    var tasks: [UInt64: Task<Void, Never>] = [:]
  }

  /// The number of waiting calls above which the input should wait as well.
  private static let waitingLimit = 4096

  private let state: Mutex<State>
  private let output: OutputQueue
  private let change = Wakeup()

  /// `limit` is the number of calls that run at once, at least 1.
  package init(limit: Int, output: OutputQueue) {
    state = Mutex(State(table: CallTable(limit: limit)))
    self.output = output
    output.whenUncongested { [weak self] in
      self?.startWaiting()
      self?.change.raise()
    }
  }

  package func isTaken(_ id: RequestID) -> Bool {
    state.withLock { $0.table.isTaken(id) }
  }

  package var isSaturated: Bool {
    state.withLock { $0.table.waitingCount >= Self.waitingLimit }
  }

  /// The id must not be taken.
  package func start(_ call: Call) {
    state.withLock { $0.table.admit(call.reply.id, call) }
    startWaiting()
  }

  /// Starts as many waiting calls as there is room for; none while the client is not reading.
  package func startWaiting() {
    guard !output.isCongested else { return }
    state.withLock { state in
      while let (ticket, call) = state.table.startNext() {
        state.tasks[ticket] = Task.start { [self] in
          let result = await call.result()
          self.state.withLock { $0.table.freeID(of: ticket) }
          call.reply.answer(with: result)
          finish(ticket)
        }
      }
    }
  }

  private func finish(_ ticket: UInt64) {
    state.withLock { state in
      state.tasks[ticket] = nil
      state.table.finish(ticket)
    }
    change.raise()
    startWaiting()
  }

  /// Stops a request, which gets no answer any more. Unknown ids are ignored.
  package func cancel(_ id: RequestID) {
    let (call, task): (Call?, Task<Void, Never>?) = state.withLock { state in
      switch state.table.cancel(id) {
      case .unknown: return (nil, nil)
      case .waiting(let call):
        call.withdraw()
        return (call, nil)
      case .running(let ticket, let call): return (call, state.tasks[ticket])
      }
    }
    call?.reply.drop()
    task?.cancel()
    change.raise()
  }

  /// Waits until calls have ended or output was read. Returns false if neither happened for `idleTimeout`.
  package func waitForRoom(idleTimeout: Duration) -> Bool {
    let before = progress
    change.wait(for: idleTimeout)
    return progress != before
  }

  /// Waits for the calls to end, as long as something moves every `idleTimeout`; then answers the rest with
  /// `interrupt`.
  package func finishAll(idleTimeout: Duration) {
    var timer = IdleTimer(idleTimeout: idleTimeout, progress: progress)
    while !state.withLock({ $0.table.isEmpty }) {
      change.wait(for: timer.remaining())
      if timer.hasStalled(at: progress) { return interruptAll() }
    }
  }

  private var progress: UInt64 {
    state.withLock { $0.table.finishedCount } &+ output.writtenBytes
  }

  private func interruptAll() {
    let abandoned = state.withLock { state in
      state.table.abandonAll().map { ($0.work, state.tasks[$0.ticket]) }
    }
    for (call, task) in abandoned {
      call.interrupt()
      task?.cancel()
    }
  }
}

extension InFlightRequests.Call {
  fileprivate func result() async -> Result<[UInt8], RPCError> {
    do {
      return .success(try await run())
    } catch {
      return .failure(error)
    }
  }
}
