import JSONRPC
import Testing

@testable import MCP

struct SubscriptionLedgerTests {
  private static let first = SubscriptionLedger.Listener.request(RequestID(1))

  @Test func openRequestsAndResourcesTakeAPlaceEach() {
    var ledger = SubscriptionLedger(limit: 3)
    ledger.open(RequestID(1))
    _ = ledger.admit("a:1", for: Self.first)
    #expect(ledger.hasRoom(for: 1))
    #expect(!ledger.hasRoom(for: 2))
    let ticket = ledger.admit("a:1", for: .session)
    #expect(!ledger.hasRoom(for: 1))
    ledger.end(ticket)
    #expect(ledger.hasRoom(for: 1))
    _ = ledger.close(Self.first)
    #expect(ledger.hasRoom(for: 3))
  }

  @Test func onlyTheListenersOwnTicketsAreGone() {
    var ledger = SubscriptionLedger(limit: 10)
    ledger.open(RequestID(1))
    let tickets = [
      ledger.admit("a:1", for: Self.first), ledger.admit("a:2", for: Self.first),
      ledger.admit("a:1", for: .session), ledger.admit("a:2", for: .session),
    ]
    #expect(ledger.unsubscribe("a:1") == [tickets[2]])
    #expect(!ledger.isSubscribed("a:1") && ledger.isSubscribed("a:2"))
    #expect(ledger.close(.session) == [tickets[3]])
    #expect(ledger[tickets[3]] == nil)
    #expect(ledger.isOpen(RequestID(1)))
    #expect(ledger.close(Self.first).sorted() == [tickets[0], tickets[1]])
    #expect(!ledger.isOpen(RequestID(1)))
    #expect(tickets.allSatisfy { ledger[$0] == nil })
  }

  @Test func postponedUpdatesAreSentOnceAndInOrder() {
    var ledger = SubscriptionLedger(limit: 10)
    let (b, a) = (ledger.admit("a:b", for: .session), ledger.admit("a:a", for: .session))
    for ticket in [b, a, b, a] { ledger.postpone(ticket) }
    ledger.end(b)
    #expect(ledger.takePostponed().map(\.uri) == ["a:b", "a:a"])
    #expect(ledger.takePostponed() == [])
  }

  @Test func postponedUpdateOfWhoHasLeftIsNotSent() {
    var ledger = SubscriptionLedger(limit: 10)
    let ticket = ledger.admit("a:1", for: .session)
    ledger.postpone(ticket)
    _ = ledger.unsubscribe("a:1")
    ledger.postpone(ticket)
    #expect(ledger.takePostponed() == [])
  }
}
