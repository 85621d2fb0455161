import Glibc

/// The threads that all tasks of this process run on, and the clock of those that sleep.
///
/// Swift's own are libdispatch's. That reads /proc and takes descriptors as it runs, and ends the process by a trap
/// where it gets neither, or no further thread. This needs a lock, and one thread at least.
package final class TaskThreads: TaskExecutor {
  package static let shared = TaskThreads(limit: min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 2), 8))

  /// Unchecked, because it is touched with the lock held only.
  private final class State: @unchecked Sendable {
    var jobs = JobQueue()
    var timers = TimerList<Promise<Void>>()
    var lastTimer: UInt64 = 0
    var threads = 0
    /// Of the threads that wait for a job and nothing else, and have not been called yet; the last to come is at the end.
    var idle: [Seat] = []
    /// Whether a thread waits for the earliest timer. It takes a job if no other is there to take it.
    var hasKeeper = false
    /// Whether a thread has been called that has not come yet. It calls the next if it finds more than one job: a
    /// thread for each of a burst of short jobs would mostly come too late.
    var isOneComing = false
  }

  /// Where one thread waits. None shares its condition with another: glibc before 2.41 can lose a signal where several
  /// wait for it (sourceware.org, bug 25847).
  ///
  /// Unchecked, because the flag is touched with the lock held only.
  private final class Seat: @unchecked Sendable {
    let condition = Condition()
    var isCalled = false
  }

  /// Who is to take the job that has just come.
  private enum Taker {
    case idle(Seat)
    case keeper
    /// Not started yet.
    case new
    /// Whoever comes or is done next.
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
  private let hasKeeperWork = Condition()

  init(limit: Int) {
    self.limit = limit
  }

  /// Starts the first thread, unless there is one. Without one no task would ever run, so this comes before the first.
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
    let taker = withLock { state in
      state.jobs.append(job)
      return chooseTaker(state)
    }
    call(taker)
  }

  /// With the lock given up, for which whoever wakes would have to wait.
  private func call(_ taker: Taker) {
    switch taker {
    case .idle(let seat): seat.condition.signal()
    case .keeper: hasKeeperWork.signal()
    case .new: startAnother()
    case .later: break
    }
  }

  private func chooseTaker(_ state: State) -> Taker {
    guard !state.isOneComing else { return .later }
    state.isOneComing = true
    if let seat = state.idle.popLast() {
      seat.isCalled = true
      return .idle(seat)
    }
    if state.hasKeeper { return .keeper }
    if state.threads < limit {
      state.threads += 1
      return .new
    }
    state.isOneComing = false
    return .later
  }

  /// Those that there are do the work where the system allows no more.
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
      let seat = Seat()
      withLock { $0.isOneComing = false }
      while true {
        let (step, other) = next(seat)
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
      if isEarliest, state.hasKeeper { hasKeeperWork.signal() }
      return key
    }
  }

  func forget(_ key: TimerList<Promise<Void>>.Key) {
    // Freed after the lock is given up: nothing of others runs with the lock held.
    _ = withLock { $0.timers.remove(key) }
  }

  // MARK: Threads of this object

  private func take(_ step: Step) {
    switch step {
    case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
    case .wake(let pauses): for pause in pauses { pause.settle(()) }
    }
  }

  /// What to do now, and who is to come for what is left to do.
  private func next(_ seat: Seat) -> (step: Step, other: Taker) {
    withLock { state in
      while true {
        if let step = nextStep(state) { return (step, state.jobs.count > 0 ? chooseTaker(state) : .later) }
        if state.hasKeeper { waitForJob(state, seat) } else { keepTime(state) }
      }
    }
  }

  private func nextStep(_ state: State) -> Step? {
    if let earliest = state.timers.earliest, earliest <= .now { return .wake(state.timers.removeDue(at: .now)) }
    return state.jobs.takeFirst().map(Step.run)
  }

  private func waitForJob(_ state: State, _ seat: Seat) {
    seat.isCalled = false
    state.idle.append(seat)
    while !seat.isCalled { seat.condition.wait(lock) }
    state.isOneComing = false
  }

  private func keepTime(_ state: State) {
    state.hasKeeper = true
    if let earliest = state.timers.earliest {
      hasKeeperWork.wait(lock, atMost: ContinuousClock.now.duration(to: earliest))
    } else {
      hasKeeperWork.wait(lock)
    }
    (state.hasKeeper, state.isOneComing) = (false, false)
  }
}

/// Jobs in the order in which they came. Taking the first costs the same however many wait.
struct JobQueue {
  private var jobs: [UnownedJob] = []
  private var first = 0

  var count: Int {
    jobs.count - first
  }

  mutating func append(_ job: UnownedJob) {
    jobs.append(job)
  }

  mutating func takeFirst() -> UnownedJob? {
    guard first < jobs.count else { return nil }
    defer { skipFirst() }
    return jobs[first]
  }

  private mutating func skipFirst() {
    first += 1
    if first == jobs.count {
      jobs.removeAll(keepingCapacity: first <= 1024)
      first = 0
    } else if first > 1024, first > jobs.count / 2 {
      jobs.removeFirst(first)
      first = 0
    }
  }
}
