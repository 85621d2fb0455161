internal import CCurl
internal import HTTP
internal import Threads

/// The loop of the curl thread: jobs of tasks, commands, sockets, finished transfers, until told to stop.
final class TransferLoop {
  private let multi: MultiHandle
  private let configuration: CurlConfiguration
  private let tasks: TaskThreads
  private let taskLoop: TaskLoop
  /// The clock that deadlines are compared with.
  private let now: () -> Instant
  private let sessions = TLSSessions()
  private var hosts: HostQueue
  private var waiting: [UInt64: Submission] = [:]
  private var running: [UInt64: Transfer] = [:]
  /// The earliest deadline; no running transfer has an earlier one.
  private var earliestDeadline: Instant?
  private var idleHandles: [EasyHandle] = []

  /// - Parameter tasks: the threads whose jobs this thread runs as well.
  init(
    multi: MultiHandle, configuration: CurlConfiguration, tasks: TaskThreads = .shared,
    now: @escaping () -> Instant = { .now }
  ) {
    self.multi = multi
    self.configuration = configuration
    self.tasks = tasks
    self.now = now
    taskLoop = TaskLoop(wakeUp: multi.wakeUpEvent.raise)
    hosts = HostQueue(limit: configuration.maximumConnectionsPerHost)
  }

  func run(takingCommandsFrom takeCommands: () -> CommandQueue) {
    tasks.begin(taskLoop)
    while true {
      tasks.runJobs(taskLoop)
      let queue = takeCommands()
      queue.commands.forEach(execute)
      if queue.isStopping { break }
      let start = now()
      guard multi.run(wait(from: start)) else {
        failAll(with: .loopFailed)
        continue
      }
      while let (handle, code) = multi.nextFinished() {
        let transfer = Transfer.of(handle)
        end(transfer, with: transfer.outcome(code))
      }
      // A transfer that has just ended makes room for one that waits.
      failExpired()
      endExpired(at: start)
    }
    failAll(with: .closed)
    tasks.end(taskLoop)
  }

  /// Waits for sockets, commands and jobs.
  private func wait(from start: Instant) -> [SocketPoll.Event] {
    let mayWait = tasks.willWait(taskLoop)
    let events = multi.wait(milliseconds: mayWait ? waitLimit(at: start) : 0)
    if mayWait { tasks.hasWaited(taskLoop) }
    return events
  }

  // MARK: Commands

  private func execute(_ command: CommandQueue.Command) {
    switch command {
    case .start(let submission): admit(submission)
    case .cancel(let call): cancel(call)
    }
  }

  private func admit(_ submission: Submission) {
    let call = submission.call
    guard !call.isCancelled else { return submission.finish(.failure(.cancelled(mayHaveReachedServer: false))) }
    waiting[call.id] = submission
    if hosts.add(call.id, to: call.origin, deadline: call.deadline) { startWaiting(call.id) }
  }

  private func cancel(_ call: Call) {
    if let transfer = running[call.id] {
      end(transfer, with: .failure(.cancelled(mayHaveReachedServer: transfer.mayHaveReachedServer)))
    } else if let submission = waiting.removeValue(forKey: call.id) {
      hosts.remove(call.id, from: call.origin)
      submission.finish(.failure(.cancelled(mayHaveReachedServer: false)))
    }
  }

  // MARK: Transfers

  /// Starts the waiting call of that id; if it cannot start, the next one starts.
  private func startWaiting(_ id: UInt64?) {
    var next = id
    while let id = next, let submission = waiting.removeValue(forKey: id) {
      guard let failure = start(submission) else { return }
      submission.finish(.failure(failure))
      next = hosts.finish(at: submission.call.origin)
    }
  }

  /// Returns why the call could not be started, or nil.
  private func start(_ submission: Submission) -> HTTPTransportError? {
    let timeout = now().duration(to: submission.call.deadline)
    guard timeout > .zero else { return .queueTimeout }
    do throws(CurlError) {
      let handle = try takeHandle()
      let transfer = try Transfer(submission, on: handle, configuration: configuration, timeout: timeout, now: now)
      handle.transfer = transfer
      guard multi.add(handle) else {
        handle.transfer = nil
        return .startFailed
      }
      running[submission.call.id] = transfer
      note(deadline: submission.call.deadline)
      return nil
    } catch {
      return HTTPTransportError(error, mayHaveReachedServer: false)
    }
  }

  private func end(_ transfer: Transfer, with outcome: Submission.Outcome) {
    multi.remove(transfer.handle)
    transfer.handle.transfer = nil
    running[transfer.submission.call.id] = nil
    if case .success = outcome { recycle(transfer.handle) }
    transfer.submission.finish(outcome)
    startWaiting(hosts.finish(at: transfer.submission.call.origin))
  }

  private func takeHandle() throws(CurlError) -> EasyHandle {
    if let handle = idleHandles.popLast() { return handle }
    let handle = try EasyHandle(sockets: multi.sockets)
    if let sessions { try handle.set(CURLOPT_SHARE, sessions) }
    return handle
  }

  /// Only the handle of an answered request is used again: 7.88.1 remembers a refused stream in the handle, even
  /// through `curl_easy_reset`, and would report the next request's lost connection as another error.
  private func recycle(_ handle: EasyHandle) {
    guard idleHandles.count < configuration.maximumConnectionsPerHost else { return }
    idleHandles.append(handle)
  }

  // MARK: Failures

  /// Fails the waiting calls first, so that no ending call starts one.
  private func failAll(with failure: HTTPTransportError) {
    for submission in waiting.values {
      hosts.remove(submission.call.id, from: submission.call.origin)
      submission.finish(.failure(failure))
    }
    waiting = [:]
    for transfer in running.values {
      let failure = HTTPTransportError(
        failure.code, detail: failure.detail, mayHaveReachedServer: transfer.mayHaveReachedServer)
      end(transfer, with: .failure(failure))
    }
  }
}

@available(*, unavailable)
extension TransferLoop: Sendable {}

extension TransferLoop {
  typealias Instant = ContinuousClock.Instant

  /// The longest time the loop may wait for its sockets, in milliseconds.
  private func waitLimit(at now: Instant) -> CInt {
    guard let earlier = hosts.earliestDeadline ?? earliestDeadline else { return 60_000 }
    let deadline = min(earlier, earliestDeadline ?? earlier)
    return now < deadline ? CInt(min(60_000, now.duration(to: deadline).curlMilliseconds)) : 0
  }

  /// Fails the calls that wait for a connection past their deadline; nothing of them was sent.
  private func failExpired() {
    for id in hosts.removeExpired(at: now()) {
      waiting.removeValue(forKey: id)?.finish(.failure(.queueTimeout))
    }
  }

  /// Ends the running calls past their deadline. libcurl is not told of it: it would check the time before it reads the
  /// socket.
  ///
  /// - Parameter now: a time before the sockets were read, so that no deadline can pass between reading and this.
  private func endExpired(at now: Instant) {
    guard let earliestDeadline, earliestDeadline <= now else { return }
    let isSettled = !multi.wantsCallSoon
    for transfer in running.values.filter({ $0.submission.call.deadline <= now }) {
      guard transfer.isOver(at: now, isSettled: isSettled) else { continue }
      transfer.handle.forbidReuse()
      end(transfer, with: .failure(.timedOut(mayHaveReachedServer: transfer.mayHaveReachedServer)))
    }
    self.earliestDeadline = running.values.map(\.submission.call.deadline).min()
  }

  /// Notes the deadline of a transfer that starts.
  private func note(deadline: Instant) {
    earliestDeadline = min(deadline, earliestDeadline ?? deadline)
  }
}
