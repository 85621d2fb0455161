import JSON
import PayIn
import Sandbox
import SandboxModel
import Testing

@Suite struct OrderCallTests {
  @Test func createdOrderComesWithEverythingToBePaid() async throws {
    try await ClientBench.run { bench in
      let result = try await bench.client.createOrder(try .make())
      #expect(result.outcome == .created)
      #expect(result.warnings.isEmpty)
      let order = try #require(result.resource)
      let id = try #require(order["orderId"])
      #expect(id.hasPrefix("ord_"))
      #expect(order["orderReference"] == "order_1")
      #expect(order["status"] == "pending")
      #expect(order["amount"] == "10.50")
      #expect(order["currency"] == "USDC")
      #expect(order["chainId"] == "ethereum-sepolia")
      #expect(order["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(order["paymentUrl"] == "http://127.0.0.1:\(bench.server.port)/pay/order/\(id)")
      #expect(order["createdAt"] == "2025-01-28T10:30:00.000Z")
      #expect(order["paymentWindowEndsAt"] == "2025-01-28T10:40:00.000Z")
      #expect(order["expiresAt"] == "2025-01-28T10:45:00.000Z")
      #expect(try await bench.client.order(id) == order)
    }
  }

  @Test(arguments: [
    "0.000001", "10.50", "0.1", "1.000000", "49.99", "1000000", "123456789.123456", "0.3",
    "99999999999999.999999", "007.50",
  ])
  func amountKeepsEveryDigit(_ amount: String) async throws {
    try await ClientBench.run { bench in
      let result = try await bench.client.createOrder(try .make(amount: amount))
      #expect(result.warnings.isEmpty)
      let created = try #require(result.resource)
      let read = try await bench.client.order(try #require(created["orderId"]))
      let listed = try await bench.client.orders().page.rows
      #expect([created["amount"], read["amount"]] + listed.map { $0["amount"] } == [amount, amount, amount])
    }
  }

  @Test(arguments: [(1, 0), (60, 0), (30, 30), (10, 5)])
  func windowAndGraceAreHonoured(_ window: Int, _ grace: Int) async throws {
    try await ClientBench.run { bench in
      var order = try NewOrder.make()
      order.paymentWindowMinutes = window
      order.graceMinutes = grace
      let result = try await bench.client.createOrder(order)
      #expect(result.warnings.isEmpty)
      let end = ClientBench.start.adding(minutes: window)
      #expect(result.resource?["paymentWindowEndsAt"] == end.description)
      #expect(result.resource?["expiresAt"] == end.adding(minutes: grace).description)
    }
  }

  @Test func oddReferenceComesBackAndIsFound() async throws {
    try await ClientBench.run(poolSize: 40) { bench in
      for text in OddTexts.all {
        let result = try await bench.client.createOrder(try .make("x\(text)y"))
        let created = try #require(result.resource)
        #expect(created["orderReference"]?.utf8.elementsEqual("x\(text)y".utf8) == true)
        let (page, warnings) = try await bench.client.orders(OrderFilter(reference: "x\(text)y"))
        #expect(page.rows == [created], "\(text)")
        #expect(warnings.isEmpty)
      }
    }
  }

  @Test func paidOrderIsCompletedWithItsTransaction() async throws {
    try await ClientBench.run { bench in
      let id = try #require(try await bench.client.createOrder(try .make()).resource?["orderId"])
      bench.advance(minutes: 2)
      let part = try await bench.client.simulatePayment(["orderId": .string(id), "amount": "10.499999"])
      #expect(part.outcome == .created)
      #expect(part.order?["status"] == "pending")
      #expect(part.order?["receivedAmount"] == "10.499999")
      let rest = try await bench.client.simulatePayment(["orderId": .string(id)])
      #expect(rest.transfer["amount"] == "0.000001")
      let order = try await bench.client.order(id)
      #expect(order["status"] == "completed")
      #expect(order["txHash"] == rest.transfer["txHash"])
      #expect(order["completedAt"] == "2025-01-28T10:32:00.000Z")
      #expect(order["receivedAmount"] == "10.5")
      #expect(order["amount"] == "10.50")
    }
  }

  @Test func unpaidOrderExpiresAtTheEndOfGrace() async throws {
    try await ClientBench.run { bench in
      let id = try #require(try await bench.client.createOrder(try .make()).resource?["orderId"])
      bench.advance(minutes: 14)
      #expect(try await bench.client.order(id)["status"] == "pending")
      bench.advance(minutes: 1)
      #expect(try await bench.client.order(id)["status"] == "expired")
      let late = try await bench.client.simulatePayment(["orderId": .string(id), "amount": "10.50"])
      #expect(late.transfer["reason"] == "order_expired")
      #expect(late.order?["status"] == "expired")
    }
  }

  @Test func parallelOrdersGetAddressesOfTheirOwn() async throws {
    try await ClientBench.run(poolSize: 50) { bench in
      let orders = try await bench.createOrders(50)
      #expect(orders.count == 50)
      for name in ["orderId", "address", "orderReference"] {
        #expect(Set(orders.compactMap { $0[name] }).count == 50, "\(name)")
      }
      #expect(try await bench.client.orders().page.total == 50)
    }
  }
}

extension ClientBench {
  /// Orders `order_1` and so on, made at once.
  func createOrders(_ count: Int) async throws -> [APIResource] {
    try await withThrowingTaskGroup(of: APIResource?.self) { group in
      for number in 1...count {
        group.addTask { try await client.createOrder(try .make("order_\(number)")).resource }
      }
      return try await group.compactMap { $0 }.reduce(into: []) { $0.append($1) }
    }
  }
}
