import Foundation
import Synchronization
import Testing

@testable import Threads

/// Threads that wait for something of their own and run jobs as well.
@Suite(.timeLimit(.minutes(1)))
struct TaskLoopTests {
  private let threads = TaskThreads(limit: 2)

  @Test func waitingLoopRunsTheNextJob() async throws {
    let loop = try LoopThread(threads)
    await loop.isWaiting.wait(orIfCancelled: ())
    let name = await Task(executorPreference: threads) { Self.threadName() }.value
    #expect(name == "loop")
    loop.stop()
  }

  @Test func jobThatTheLoopMakesRunsThere() async throws {
    let name = Promise<String>()
    let loop = try LoopThread(threads) { [threads] in
      _ = Task(executorPreference: threads) { name.settle(Self.threadName()) }
    }
    #expect(await name.wait(orIfCancelled: "") == "loop")
    loop.stop()
  }

  @Test func busyLoopHoldsUpNoJob() async throws {
    let (isBusy, mayGoOn) = (Promise<Void>(), DispatchSemaphore(value: 0))
    let loop = try LoopThread(threads) {
      isBusy.settle(())
      mayGoOn.wait()
    }
    await isBusy.wait(orIfCancelled: ())
    let name = await Task(executorPreference: threads) { Self.threadName() }.value
    #expect(name == "tasks")
    mayGoOn.signal()
    loop.stop()
  }

  /// A second job is not left to a loop that may be long in coming back.
  @Test func jobBesideAnotherIsRunByAnotherThread() async throws {
    let (first, second) = (Promise<Void>(), Promise<String>())
    let mayGoOn = DispatchSemaphore(value: 0)
    let loop = try LoopThread(threads) { [threads] in
      _ = Task(executorPreference: threads) { first.settle(()) }
      _ = Task(executorPreference: threads) { second.settle(Self.threadName()) }
      mayGoOn.wait()
    }
    await first.wait(orIfCancelled: ())
    #expect(await second.wait(orIfCancelled: "") == "tasks")
    mayGoOn.signal()
    loop.stop()
  }

  @Test func jobsOfALoopThatEndsAreRun() async throws {
    let name = Promise<String>()
    let loop = try LoopThread(threads, endsAtOnce: true) { [threads] in
      _ = Task(executorPreference: threads) { name.settle(Self.threadName()) }
    }
    #expect(await name.wait(orIfCancelled: "") == "tasks")
    loop.stop()
  }

  @Test func everyJobRunsBesideLoops() async throws {
    let loops = try (1...3).map { _ in try LoopThread(threads) }
    let count = Counter()
    await withTaskGroup(of: Void.self) { [threads] group in
      for _ in 1...2000 {
        group.addTask {
          await Task(executorPreference: threads) { count.add() }.value
        }
      }
    }
    #expect(count.value == 2000)
    loops.forEach { $0.stop() }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() {
      count.withLock { $0 += 1 }
    }
  }

  private static func threadName() -> String {
    let comm = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
    return comm.map { $0.trimmingCharacters(in: .newlines) } ?? ""
  }
}

/// A thread named "loop" that waits until it is woken, for jobs or for its end.
private final class LoopThread: Sendable {
  let isWaiting = Promise<Void>()
  private let wakeup = Wakeup()
  private let isStopping = Mutex(false)

  /// - Parameter start: is run on the thread before it waits for the first time.
  init(_ threads: TaskThreads, endsAtOnce: Bool = false, start: @escaping @Sendable () -> Void = {}) throws {
    let loop = TaskLoop { [wakeup] in wakeup.raise() }
    try POSIXThread.start("loop") { [self] in
      threads.begin(loop)
      start()
      while !endsAtOnce, !isStopping.withLock(\.self) { turn(threads, loop) }
      threads.end(loop)
    }
  }

  private func turn(_ threads: TaskThreads, _ loop: TaskLoop) {
    threads.runJobs(loop)
    guard threads.willWait(loop) else { return }
    isWaiting.settle(())
    wakeup.wait()
    threads.hasWaited(loop)
  }

  func stop() {
    isStopping.withLock { $0 = true }
    wakeup.raise()
  }
}
