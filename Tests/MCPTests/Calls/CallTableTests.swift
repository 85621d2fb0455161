import JSON
import JSONRPC
import Testing

@testable import MCP

struct CallTableTests {
  private static func started(_ table: inout CallTable<Int>) -> [Int] {
    var started: [Int] = []
    while let next = table.startNext() { started.append(next.work) }
    return started
  }

  @Test func callsStartInOrderUpToTheLimit() {
    var table = CallTable<Int>(limit: 2)
    for number in 1...4 { table.admit(RequestID(number), number) }
    #expect(Self.started(&table) == [1, 2])
    table.finish(1)
    #expect(Self.started(&table) == [3])
    #expect(table.waitingCount == 1)
    #expect(table.finishedCount == 1)
  }

  /// The client may read the answer, and use its id again, before the task that wrote it goes on.
  @Test func answeredCallFreesItsIdBeforeItsPlace() {
    var table = CallTable<Int>(limit: 1)
    table.admit(RequestID(1), 1)
    #expect(Self.started(&table) == [1])
    table.freeID(of: 1)
    #expect(!table.isTaken(RequestID(1)))
    #expect(!table.isEmpty)
    table.admit(RequestID(1), 2)
    #expect(Self.started(&table) == [])
    table.finish(1)
    #expect(table.isTaken(RequestID(1)))
    #expect(Self.started(&table) == [2])
  }

  @Test func waitingCallThatIsCancelledNeverStarts() {
    var table = CallTable<Int>(limit: 1)
    for number in 1...3 { table.admit(RequestID(number), number) }
    #expect(Self.started(&table) == [1])
    guard case .waiting(2) = table.cancel(RequestID(2)) else { return #expect(Bool(false), "it was not waiting") }
    table.finish(1)
    #expect(Self.started(&table) == [3])
  }

  /// The work goes on for a moment after the cancel; its place is not free before it has ended, its id is.
  @Test func cancelledCallKeepsItsPlaceUntilItEnds() {
    var table = CallTable<Int>(limit: 1)
    table.admit(RequestID(1), 1)
    #expect(Self.started(&table) == [1])
    guard case .running(let ticket, 1) = table.cancel(RequestID(1)) else {
      return #expect(Bool(false), "it was not running")
    }
    #expect(!table.isTaken(RequestID(1)))
    table.admit(RequestID(1), 10)
    #expect(Self.started(&table) == [])
    table.finish(ticket)
    #expect(Self.started(&table) == [10])
    #expect(table.isTaken(RequestID(1)))
  }

  /// Row 127.
  @Test func unknownIDIsNotCancelled() {
    var table = CallTable<Int>(limit: 1)
    table.admit(RequestID(1), 1)
    guard case .unknown = table.cancel(RequestID(2)) else { return #expect(Bool(false)) }
    guard case .unknown = table.cancel(RequestID("1")!) else { return #expect(Bool(false), "\"1\" cancelled 1") }
    #expect(table.isTaken(RequestID(1)))
  }

  @Test func abandonedCallsAreTheOnesWithoutAnAnswerInOrder() {
    var table = CallTable<Int>(limit: 2)
    for number in 1...5 { table.admit(RequestID(number), number) }
    #expect(Self.started(&table) == [1, 2])
    table.finish(1)
    _ = table.cancel(RequestID(4))
    let abandoned = table.abandonAll()
    #expect(abandoned.map(\.work) == [2, 3, 5])
    #expect(table.isEmpty)
    #expect(Self.started(&table) == [])
  }
}
