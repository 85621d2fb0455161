import JSONRPC
import Testing

@testable import MCP

struct SubscriptionTableTests {
  private static let first = SubscriptionTable.Listener.request(RequestID(1))

  @Test func openRequestsAndResourcesTakeAPlaceEach() {
    var table = SubscriptionTable(limit: 3)
    table.open(RequestID(1))
    _ = table.admit(.resource(uri: "a:1"), for: Self.first)
    #expect(table.hasRoom(for: 1))
    #expect(!table.hasRoom(for: 2))
    let ticket = table.admit(.resource(uri: "a:1"), for: .session)
    #expect(!table.hasRoom(for: 1))
    table.end(ticket)
    #expect(table.hasRoom(for: 1))
    _ = table.close(Self.first)
    #expect(table.hasRoom(for: 3))
  }

  /// What a request asks for has its places while it is looked for.
  @Test func reservedPlacesAreTakenOrFreed() {
    var table = SubscriptionTable(limit: 4)
    table.open(RequestID(1), reserving: 3)
    #expect(!table.hasRoom(for: 1))
    _ = table.admit(.task(id: "a"), for: Self.first)
    #expect(!table.hasRoom(for: 1))
    table.settle(RequestID(1))
    #expect(table.hasRoom(for: 2) && !table.hasRoom(for: 3))
    _ = table.close(Self.first)
    table.open(RequestID(1), reserving: 3)
    _ = table.close(Self.first)
    #expect(table.hasRoom(for: 4))
  }

  @Test func onlyTheListenersOwnTicketsAreRemoved() {
    var table = SubscriptionTable(limit: 10)
    table.open(RequestID(1))
    let tickets = [
      table.admit(.resource(uri: "a:1"), for: Self.first), table.admit(.resource(uri: "a:2"), for: Self.first),
      table.admit(.resource(uri: "a:1"), for: .session), table.admit(.resource(uri: "a:2"), for: .session),
    ]
    #expect(table.unsubscribe("a:1") == [tickets[2]])
    #expect(!table.isSubscribed("a:1") && table.isSubscribed("a:2"))
    #expect(table.close(.session) == [tickets[3]])
    #expect(table[tickets[3]] == nil)
    #expect(table.isOpen(RequestID(1)))
    #expect(table.close(Self.first).sorted() == [tickets[0], tickets[1]])
    #expect(!table.isOpen(RequestID(1)))
    #expect(tickets.allSatisfy { table[$0] == nil })
  }

  @Test func postponedUpdatesAreSentOnceAndInOrder() {
    var table = SubscriptionTable(limit: 10)
    let (b, a) = (table.admit(.resource(uri: "a:b"), for: .session), table.admit(.resource(uri: "a:a"), for: .session))
    for ticket in [b, a, b, a] { table.postpone(ticket) }
    table.end(b)
    #expect(table.takePostponed().map(\.topic) == [.resource(uri: "a:b"), .resource(uri: "a:a")])
    #expect(table.takePostponed() == [])
  }

  @Test func postponedUpdateOfWhoHasLeftIsNotSent() {
    var table = SubscriptionTable(limit: 10)
    let ticket = table.admit(.resource(uri: "a:1"), for: .session)
    table.postpone(ticket)
    _ = table.unsubscribe("a:1")
    table.postpone(ticket)
    #expect(table.takePostponed() == [])
  }
}
