import Glibc

/// The threads that all tasks of this process run on, and the timers of tasks that pause.
///
/// Swift's own threads are libdispatch's, which reads /proc and takes descriptors as it runs, and ends the process by a
/// trap where it gets neither, or no further thread. These need a lock, and one thread at least.
package final class TaskThreads: TaskExecutor {
  package static let shared = TaskThreads(limit: min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 2), 8))

  /// Unchecked, because it is only used with the lock held.
  private final class State: @unchecked Sendable {
    var jobs = JobQueue()
    var timers = TimerList<Promise<Void>>()
    var lastTimer: UInt64 = 0
    var threads = 0
    /// The threads that wait for a job and have not been called yet; the last to come is at the end.
    var idle: [IdleThread] = []
    /// The loops that wait and have not been called yet.
    var waitingLoops: [TaskLoop] = []
    /// The threads of the loops that do not wait. Each runs the jobs that come before it waits again.
    var awakeLoops: [pthread_t] = []
    /// Whether a thread waits for the earliest timer. It takes a job if no other thread is free.
    var hasTimekeeper = false
    /// Whether a thread has been called and has not come yet. It calls the next one if it finds more than one job: a
    /// thread for each of a burst of short jobs would mostly come too late.
    var isOneComing = false
  }

  /// A thread that waits. No two share a condition: glibc before 2.41 can lose a signal where several threads wait for
  /// it (sourceware.org, bug 25847).
  ///
  /// Unchecked, because the flag is only used with the lock held.
  private final class IdleThread: @unchecked Sendable {
    let condition = Condition()
    var isCalled = false
  }

  /// The thread that takes the job that has just come.
  private enum NextThread {
    case loop(TaskLoop)
    case idle(IdleThread)
    case timekeeper
    /// A thread that is still to be started.
    case new
    /// The next thread that comes or has finished its job.
    case later
  }

  private enum Step {
    case run(UnownedJob)
    case wake([Promise<Void>])
  }

  /// More threads than processors would only take turns.
  private let limit: Int
  private let lock = Lock()
  private let state = State()
  private let timekeeperWakeup = Condition()

  init(limit: Int) {
    self.limit = limit
  }

  /// Starts the first thread, unless there is one. Must be called before the first task: without a thread no task would
  /// ever run.
  package func start() throws(ThreadError) {
    let isFirst = withLock { state in
      defer { state.threads = max(state.threads, 1) }
      return state.threads == 0
    }
    guard isFirst else { return }
    do {
      try startThread()
    } catch {
      withLock { $0.threads -= 1 }
      throw error
    }
  }

  private func withLock<Result>(_ body: (State) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(state)
  }

  // MARK: Any thread

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let next = withLock { state in
      state.jobs.append(job)
      // A loop that has made the job itself, mostly from a reply, takes it next.
      let isOwn = state.jobs.count == 1 && state.awakeLoops.contains(pthread_self())
      return isOwn ? .later : chooseThread(state)
    }
    call(next)
  }

  /// Called without the lock, for which the woken thread would have to wait.
  private func call(_ next: NextThread) {
    switch next {
    case .loop(let loop): loop.wakeUp()
    case .idle(let thread): thread.condition.signal()
    case .timekeeper: timekeeperWakeup.signal()
    case .new: startAnother()
    case .later: break
    }
  }

  private func chooseThread(_ state: State) -> NextThread {
    guard !state.isOneComing else { return .later }
    state.isOneComing = true
    // Most jobs begin or end a transfer, so that the loop would have to come anyway.
    if let loop = state.waitingLoops.popLast() {
      loop.phase = .called
      return .loop(loop)
    }
    if let thread = state.idle.popLast() {
      thread.isCalled = true
      return .idle(thread)
    }
    if state.hasTimekeeper { return .timekeeper }
    if state.threads < limit {
      state.threads += 1
      return .new
    }
    state.isOneComing = false
    return .later
  }

  /// Starts a further thread. The others do the work where the system allows no more.
  private func startAnother() {
    do throws(ThreadError) {
      try startThread()
    } catch {
      let isOnly = withLock { state in
        state.threads -= 1
        state.isOneComing = false
        return state.threads == 0
      }
      precondition(!isOnly, "no thread to run tasks on: \(error.number)")
    }
  }

  private func startThread() throws(ThreadError) {
    try POSIXThread.start("tasks") { [self] in
      let thread = IdleThread()
      withLock { $0.isOneComing = false }
      while true {
        let (step, other) = next(thread)
        call(other)
        take(step)
      }
    }
  }

  /// Settles `pause` at `instant`, unless `forget` is called before.
  func add(_ pause: Promise<Void>, at instant: ContinuousClock.Instant) -> TimerList<Promise<Void>>.Key {
    withLock { state in
      state.lastTimer += 1
      let key = TimerList<Promise<Void>>.Key(instant: instant, number: state.lastTimer)
      let isEarliest = state.timers.earliest.map { instant < $0 } ?? true
      state.timers.add(pause, key)
      if isEarliest, state.hasTimekeeper { timekeeperWakeup.signal() }
      return key
    }
  }

  func forget(_ key: TimerList<Promise<Void>>.Key) {
    // The promise is freed after the lock is given up: no code of others runs with the lock held.
    _ = withLock { $0.timers.remove(key) }
  }

  // MARK: Threads of this object

  private func take(_ step: Step) {
    switch step {
    case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
    case .wake(let pauses): for pause in pauses { pause.settle(()) }
    }
  }

  /// Returns the next step, and the thread to call for the work that is left.
  private func next(_ thread: IdleThread) -> (step: Step, other: NextThread) {
    withLock { state in
      while true {
        if let step = nextStep(state) { return (step, state.jobs.count > 0 ? chooseThread(state) : .later) }
        if state.hasTimekeeper { waitForJob(state, thread) } else { keepTime(state) }
      }
    }
  }

  private func nextStep(_ state: State) -> Step? {
    if let earliest = state.timers.earliest, earliest <= .now { return .wake(state.timers.removeDue(at: .now)) }
    return state.jobs.takeFirst().map(Step.run)
  }

  private func waitForJob(_ state: State, _ thread: IdleThread) {
    thread.isCalled = false
    state.idle.append(thread)
    while !thread.isCalled { thread.condition.wait(lock) }
    state.isOneComing = false
  }

  private func keepTime(_ state: State) {
    state.hasTimekeeper = true
    if let earliest = state.timers.earliest {
      timekeeperWakeup.wait(lock, atMost: ContinuousClock.now.duration(to: earliest))
    } else {
      timekeeperWakeup.wait(lock)
    }
    (state.hasTimekeeper, state.isOneComing) = (false, false)
  }
}

// MARK: Loops

/// A thread that waits for something of its own, such as sockets, and runs jobs of tasks as well.
///
/// The task that waits for a reply goes on in the thread that has read it, and what it sends next is sent by that thread.
/// Each change of threads that this saves took 10 to 30 µs of a call.
package final class TaskLoop: @unchecked Sendable {
  fileprivate enum Phase {
    case awake
    case waiting
    /// It has been woken for a job and has not come yet.
    case called
  }

  /// Ends the loop's wait. May be called on any thread, and too often.
  let wakeUp: @Sendable () -> Void
  /// Unchecked, because it is only used with the lock of `TaskThreads` held.
  fileprivate var phase = Phase.awake

  package init(wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }
}

/// The functions for the thread of a loop.
extension TaskThreads {
  /// The time after which no further job starts before the next look at the sockets.
  private static let turn = Duration.milliseconds(1)

  /// Must be called before the others.
  package func begin(_ loop: TaskLoop) {
    withLock { $0.awakeLoops.append(pthread_self()) }
  }

  /// Must be called before the thread waits, and `hasWaited` after it. Returns false if there are jobs: then it should only
  /// look whether something is there.
  package func willWait(_ loop: TaskLoop) -> Bool {
    withLock { state in
      guard state.jobs.count == 0 else { return false }
      loop.phase = .waiting
      state.awakeLoops.removeAll { $0 == pthread_self() }
      state.waitingLoops.append(loop)
      return true
    }
  }

  package func hasWaited(_ loop: TaskLoop) {
    withLock { state in
      guard loop.phase != .awake else { return }
      if loop.phase == .called { state.isOneComing = false } else { state.waitingLoops.removeAll { $0 === loop } }
      loop.phase = .awake
      state.awakeLoops.append(pthread_self())
    }
  }

  package func runJobs(_ loop: TaskLoop) {
    let end = ContinuousClock.now + Self.turn
    repeat {
      let (job, other) = withLock { state in
        let job = state.jobs.takeFirst()
        return (job, state.jobs.count > 0 ? chooseThread(state) : .later)
      }
      call(other)
      guard let job else { return }
      job.runSynchronously(on: asUnownedTaskExecutor())
    } while ContinuousClock.now < end
  }

  /// Must be called before the thread ends.
  package func end(_ loop: TaskLoop) {
    hasWaited(loop)
    let next = withLock { state in
      state.awakeLoops.removeAll { $0 == pthread_self() }
      return state.jobs.count > 0 ? chooseThread(state) : .later
    }
    call(next)
  }
}
