import Synchronization
import Testing

@testable import PayIn

@Suite struct ReferenceLocksTests {
  private let locks = ReferenceLocks()
  private let time = TimeSource.system

  private final class Load: Sendable {
    private let state = Mutex((now: 0, most: 0, total: 0))

    var most: Int { state.withLock { $0.most } }
    var total: Int { state.withLock { $0.total } }

    func begin() {
      state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.total + 1) }
    }

    func end() {
      state.withLock { $0.now -= 1 }
    }
  }

  private func enter(_ reference: String, longestWait: Duration = .seconds(60)) async -> Bool {
    await locks.enter(reference, by: Deadline(in: longestWait, time), time)
  }

  @Test func referenceHasOneLane() async {
    let load = Load()
    await withTaskGroup { group in
      for _ in 0..<100 {
        group.addTask { [self] in
          #expect(await enter("a"))
          load.begin()
          await Task.yield()
          load.end()
          locks.leave("a")
        }
      }
    }
    #expect(load.most == 1)
    #expect(load.total == 100)
  }

  @Test func otherReferenceDoesNotWait() async {
    #expect(await enter("a"))
    #expect(await enter("b"))
  }

  @Test func cancelledWaiterGivesItsTurnAway() async {
    #expect(await enter("a"))
    let waiter = Task { await enter("a") }
    waiter.cancel()
    #expect(await !waiter.value)
    locks.leave("a")
    #expect(await enter("a"))
  }

  @Test func waitEndsWithTheDeadline() async {
    #expect(await enter("a"))
    #expect(await !enter("a", longestWait: .milliseconds(10)))
    locks.leave("a")
    #expect(await enter("a"))
  }
}
