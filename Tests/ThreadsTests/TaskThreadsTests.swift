import Foundation
import Synchronization
import Testing

@testable import Threads

@Suite(.timeLimit(.minutes(1)))
struct TaskThreadsTests {
  @Test func everyTaskRuns() async {
    let numbers = Record()
    await withTaskGroup(of: Void.self) { group in
      for number in 1...10_000 {
        group.addTask {
          await Task.start { numbers.append(number) }.value
        }
      }
    }
    #expect(numbers.values.reduce(0, +) == 50_005_000)
  }

  /// Each waits for the next, so that all must be there at once.
  @Test func asManyTasksBlockAtOnceAsThereAreThreads() async {
    let threads = TaskThreads(limit: 4)
    let barrier = Barrier(4)
    let tasks = (1...4).map { _ in Task(executorPreference: threads) { barrier.block() } }
    for task in tasks { await task.value }
  }

  @Test func tasksWithinATaskStayOnTheThreads() async throws {
    let names = await Task.start {
      await withTaskGroup(of: String.self) { group in
        for _ in 1...100 {
          group.addTask {
            await Task.pause(for: .milliseconds(1))
            return Self.threadName()
          }
        }
        return await group.reduce(into: Set()) { $0.insert($1) }
      }
    }.value
    // Other tests of this process may have a thread that waits for sockets.
    #expect(names.isSubset(of: ["tasks", "curl"]), "\(names)")
  }

  private static func threadName() -> String {
    let comm = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
    return comm.map { $0.trimmingCharacters(in: .newlines) } ?? ""
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .milliseconds(20)])
  func aPauseIsNotShorterThanItsTime(time: Duration) async {
    let start = ContinuousClock.now
    await Task.start { await Task.pause(for: time) }.value
    #expect(start.duration(to: .now) >= time)
  }

  /// Later ones must not hide an earlier one that comes after them.
  @Test func pausesEndInTheOrderOfTheirTimes() async {
    let order = Record()
    await withTaskGroup(of: Void.self) { group in
      for number in [5, 3, 4, 1, 2] {
        group.addTask {
          await Task.start {
            await Task.pause(for: .milliseconds(50 * number))
            order.append(number)
          }.value
        }
      }
    }
    #expect(order.values == [1, 2, 3, 4, 5])
  }

  @Test(arguments: 1...50)
  func aCancelledPauseEnds(round: Int) async {
    let task = Task.start { await Task.pause(for: .seconds(3600)) }
    if round % 2 == 0 { await Task.start {}.value }
    task.cancel()
    await task.value
  }

  private final class Record: Sendable {
    private let numbers = Mutex<[Int]>([])

    var values: [Int] { numbers.withLock { $0 } }

    func append(_ number: Int) {
      numbers.withLock { $0.append(number) }
    }
  }

  /// All threads wait at a barrier that only opens when the last has come.
  private final class Barrier: Sendable {
    private let missing: Mutex<Int>
    private let open = DispatchSemaphore(value: 0)

    init(_ count: Int) {
      missing = Mutex(count)
    }

    func block() {
      let isLast = missing.withLock { missing in
        missing -= 1
        return missing == 0
      }
      if isLast { open.signal() }
      open.wait()
      open.signal()
    }
  }
}
