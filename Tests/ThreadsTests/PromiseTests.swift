import Testing

@testable import Threads

@Suite(.timeLimit(.minutes(1)))
struct PromiseTests {
  @Test func valueSettledBeforeTheWaitIsReturned() async {
    let promise = Promise<Int>()
    #expect(promise.settle(1))
    #expect(await promise.wait(orIfCancelled: 0) == 1)
  }

  @Test func onlyTheFirstSettles() async {
    let promise = Promise<Int>()
    #expect(promise.settle(1))
    #expect(!promise.settle(2))
    #expect(await promise.wait(orIfCancelled: 0) == 1)
  }

  @Test func waiterIsResumedByAnotherTask() async {
    let promise = Promise<Int>()
    async let waited = promise.wait(orIfCancelled: 0)
    promise.settle(7)
    #expect(await waited == 7)
  }

  @Test func cancellationSettlesWithItsOwnValue() async {
    let promise = Promise<Int>()
    let task = Task.start { await promise.wait(orIfCancelled: 9) }
    task.cancel()
    #expect(await task.value == 9)
    #expect(!promise.settle(1))
  }

  @Test func manyPromisesAreEachResumedOnce() async {
    let promises = (0..<1000).map { _ in Promise<Int>() }
    let sum = await withTaskGroup(of: Int.self) { group in
      for (index, promise) in promises.enumerated() {
        group.addTask { await promise.wait(orIfCancelled: -1) }
        group.addTask {
          promise.settle(index)
          return 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 499_500)
  }
}
