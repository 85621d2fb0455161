import JSON
import JSONRPC
import Testing

@testable import MCP

struct CallLedgerTests {
  private static func started(_ ledger: inout CallLedger<Int>) -> [Int] {
    var started: [Int] = []
    while let next = ledger.startNext() { started.append(next.work) }
    return started
  }

  @Test func callsStartInOrderUpToTheLimit() {
    var ledger = CallLedger<Int>(limit: 2)
    for number in 1...4 { ledger.admit(RequestID(number), number) }
    #expect(Self.started(&ledger) == [1, 2])
    ledger.finish(1)
    #expect(Self.started(&ledger) == [3])
    #expect(ledger.waitingCount == 1)
    #expect(ledger.finishedCount == 1)
  }

  /// The client may read the answer, and use its id again, before the task that wrote it goes on.
  @Test func answeredCallFreesItsIdBeforeItsPlace() {
    var ledger = CallLedger<Int>(limit: 1)
    ledger.admit(RequestID(1), 1)
    #expect(Self.started(&ledger) == [1])
    ledger.freeID(of: 1)
    #expect(!ledger.isTaken(RequestID(1)))
    #expect(!ledger.isEmpty)
    ledger.admit(RequestID(1), 2)
    #expect(Self.started(&ledger) == [])
    ledger.finish(1)
    #expect(ledger.isTaken(RequestID(1)))
    #expect(Self.started(&ledger) == [2])
  }

  @Test func waitingCallThatIsCancelledNeverStarts() {
    var ledger = CallLedger<Int>(limit: 1)
    for number in 1...3 { ledger.admit(RequestID(number), number) }
    #expect(Self.started(&ledger) == [1])
    guard case .waiting(2) = ledger.cancel(RequestID(2)) else { return #expect(Bool(false), "it was not waiting") }
    ledger.finish(1)
    #expect(Self.started(&ledger) == [3])
  }

  /// The work goes on for a moment after the cancel; its place is not free before it has ended, its id is.
  @Test func cancelledCallKeepsItsPlaceUntilItEnds() {
    var ledger = CallLedger<Int>(limit: 1)
    ledger.admit(RequestID(1), 1)
    #expect(Self.started(&ledger) == [1])
    guard case .running(let ticket, 1) = ledger.cancel(RequestID(1)) else {
      return #expect(Bool(false), "it was not running")
    }
    #expect(!ledger.isTaken(RequestID(1)))
    ledger.admit(RequestID(1), 10)
    #expect(Self.started(&ledger) == [])
    ledger.finish(ticket)
    #expect(Self.started(&ledger) == [10])
    #expect(ledger.isTaken(RequestID(1)))
  }

  /// Row 127.
  @Test func unknownIDIsNotCancelled() {
    var ledger = CallLedger<Int>(limit: 1)
    ledger.admit(RequestID(1), 1)
    guard case .unknown = ledger.cancel(RequestID(2)) else { return #expect(Bool(false)) }
    guard case .unknown = ledger.cancel(RequestID("1")!) else { return #expect(Bool(false), "\"1\" cancelled 1") }
    #expect(ledger.isTaken(RequestID(1)))
  }

  @Test func abandonedCallsAreTheOnesWithoutAnAnswerInOrder() {
    var ledger = CallLedger<Int>(limit: 2)
    for number in 1...5 { ledger.admit(RequestID(number), number) }
    #expect(Self.started(&ledger) == [1, 2])
    ledger.finish(1)
    _ = ledger.cancel(RequestID(4))
    let abandoned = ledger.abandonAll()
    #expect(abandoned.map(\.work) == [2, 3, 5])
    #expect(ledger.isEmpty)
    #expect(Self.started(&ledger) == [])
  }
}
