import HTTP
import Testing

@testable import CurlTransport

struct HostQueueTests {
  private let here: Origin
  private let there: Origin
  private let now = ContinuousClock.now

  init() throws {
    here = try Origin(url: "http://127.0.0.1:1/")
    there = try Origin(url: "http://127.0.0.1:2/")
  }

  /// Adds ids in order; each expires as many seconds from now as its id says.
  private func add(_ ids: ClosedRange<UInt64>, to origin: Origin, _ queue: inout HostQueue) -> [Bool] {
    ids.map { queue.add($0, to: origin, deadline: now + .seconds($0)) }
  }

  @Test func startsUpToTheLimitThenInOrderOfArrival() {
    var queue = HostQueue(limit: 2)
    #expect(add(1...5, to: here, &queue) == [true, true, false, false, false])
    #expect((1...5).map { _ in queue.finish(at: here) } == [3, 4, 5, nil, nil])
  }

  @Test func endedOnesMakeRoomForNewOnes() {
    var queue = HostQueue(limit: 1)
    #expect(add(1...1, to: here, &queue) == [true])
    #expect(queue.finish(at: here) == nil)
    #expect(add(2...3, to: here, &queue) == [true, false])
    #expect(queue.finish(at: here) == 3)
  }

  @Test func originsDoNotShareTheirLimit() {
    var queue = HostQueue(limit: 1)
    #expect(add(1...2, to: here, &queue) == [true, false])
    #expect(add(3...4, to: there, &queue) == [true, false])
    #expect(queue.finish(at: there) == 4)
    #expect(queue.finish(at: here) == 2)
  }

  @Test func removedOneLosesItsTurn() {
    var queue = HostQueue(limit: 1)
    _ = add(1...3, to: here, &queue)
    queue.remove(2, from: here)
    #expect(queue.finish(at: here) == 3)
    #expect(queue.finish(at: here) == nil)
  }

  @Test func expiredOnesAreNamedOnceAndLoseTheirTurn() {
    var queue = HostQueue(limit: 1)
    _ = add(1...5, to: here, &queue)
    #expect(queue.removeExpired(at: now + .seconds(1)) == [])
    #expect(queue.removeExpired(at: now + .seconds(3)) == [2, 3])
    #expect(queue.removeExpired(at: now + .seconds(3)) == [])
    #expect(queue.finish(at: here) == 4)
  }

  @Test func earliestDeadlineIsThatOfAWaitingOne() {
    var queue = HostQueue(limit: 1)
    #expect(queue.earliestDeadline == nil)
    _ = add(1...1, to: here, &queue)
    #expect(queue.earliestDeadline == nil)
    _ = add(9...9, to: here, &queue)
    _ = add(4...5, to: there, &queue)
    #expect(queue.earliestDeadline == now + .seconds(5))
    queue.remove(5, from: there)
    #expect(queue.earliestDeadline == now + .seconds(9))
  }
}
