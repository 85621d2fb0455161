import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct EventOutboxTests {
  @Test func everyEventIsWrittenOnceAndInOrder() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      let paid = try await sandbox.orderId("paid")
      _ = try await sandbox.orderId("late")
      _ = try await sandbox.bind("user")
      for _ in 1...2 { _ = try await sandbox.pay(["orderId": .string(paid)]) }
      let deposit: JSONValue = ["depositReference": "user", "amount": "1", "txHash": "0xabc", "confirmed": false]
      for _ in 1...2 { _ = try await sandbox.pay(deposit) }
      for _ in 1...2 { _ = try await sandbox.pay(["depositReference": "user", "txHash": "0xabc"]) }
      sandbox.clock.advance(minutes: 15)
      for _ in 1...2 { _ = try await sandbox.get("/orders") }
      #expect(
        try await sandbox.eventTypes() == ["order.completed", "deposit.pending", "deposit.confirmed", "order.expired"])
    }
  }

  @Test func otherDialectTellsOfOrdersAndAddressesToo() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      try await sandbox.makeEndpoint()
      let id = try await sandbox.orderId()
      // It may be bound in two families, but that is one word on one depositor.
      for family in ["evm", "tron", "evm"] { _ = try await sandbox.bind("user", ["protocol": .string(family)]) }
      _ = try await sandbox.pay(["depositReference": "user", "amount": "1"])
      _ = try await sandbox.pay(["orderId": .string(id)])
      #expect(
        try await sandbox.eventTypes() == [
          "order.created", "deposit.address_bound", "deposit.completed", "order.completed",
        ])
      let log = try await sandbox.get("/notifications/logs?business_id=\(id)&event_type=order.created")
      #expect(log.json["logs"]?.array?.first?["event_id"]?.string == "evt_order_created_\(id)")
      #expect(log.json["logs"]?.array?.first?["payload"]?["data"]?["order_id"]?.string == id)
    }
  }

  @Test func depositConfirmedAtOnceIsSeenFirst() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      _ = try await sandbox.bind("user")
      _ = try await sandbox.pay(["depositReference": "user", "amount": "1"])
      #expect(try await sandbox.eventTypes() == ["deposit.pending", "deposit.confirmed"])
    }
  }

  @Test func paymentThatIsNotCreditedIsNoEvent() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(["orderId": .string(id), "currency": "USDT"])
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1"])
      #expect(try await sandbox.eventTypes().isEmpty)
    }
  }

  /// The event is undone with what it tells of.
  @Test func undoneTransactionLeavesNoEvent() throws {
    let context = try RequestContext.make(dialect: .published)
    #expect(throws: Undone.self) {
      try context.store.database.transaction(.writing) {
        let bound = try context.store.binding.bind("user", .evm, metadata: nil, tenant: "tenant", now: context.now)
        #expect(bound?.isNew == true)
        #expect(try context.store.database.number("SELECT COUNT(*) FROM webhook_events") == 1)
        throw Undone()
      }
    }
    #expect(try context.store.database.number("SELECT COUNT(*) FROM webhook_events") == 0)
    #expect(try context.store.database.number("SELECT COUNT(*) FROM bindings") == 0)
  }

  private struct Undone: Error {}
}
