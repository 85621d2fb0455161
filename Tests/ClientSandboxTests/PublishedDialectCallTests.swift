import JSON
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// What the client makes of the published code's own answers.
@Suite struct PublishedDialectCallTests {
  @Test func orderIsTheSameUnderItsDocumentedNames() async throws {
    try await ClientBench.run(dialect: .published) { bench in
      let result = try await bench.client.createOrder(try .make())
      let created = try #require(result.resource)
      #expect(created["orderReference"] == "order_1")
      #expect(created["amount"] == "10.50")
      #expect(created["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(created["expiresAt"] == "2025-01-28T10:45:00.000Z")
      let read = try await bench.client.order(try #require(created["orderId"]))
      for name in ["orderId", "orderReference", "status", "currency", "chainId", "address", "paymentUrl", "expiresAt"] {
        #expect(read[name] == created[name], "\(name)")
      }
      #expect(read["amount"] == "10.500000")
      #expect(read.amount("amount") == created.amount("amount"))
      #expect(read["createdAt"] == "2025-01-28T10:30:00.000Z")
      let (page, warnings) = try await bench.client.orders(OrderFilter(status: "pending", reference: "ORDER"))
      #expect(page.rows.map { $0["orderId"] } == [created["orderId"]])
      #expect(page.total == 1)
      #expect(warnings.isEmpty)
    }
  }

  @Test func paidOrderIsCompleted() async throws {
    try await ClientBench.run(dialect: .published) { bench in
      let id = try #require(try await bench.client.createOrder(try .make()).resource?["orderId"])
      let paid = try await bench.client.simulatePayment(["orderId": .string(id)])
      #expect(paid.order?["orderId"] == id)
      let order = try await bench.client.order(id)
      #expect(order["status"] == "completed")
      #expect(order.amount("confirmedAmount") == (try Amount("10.5")))
    }
  }

  @Test func boundAddressIsTheSameUnderItsDocumentedNames() async throws {
    try await ClientBench.run(dialect: .published) { bench in
      let bound = try #require(try await bench.client.bindDepositAddress(reference: "u", protocol: "evm").resource)
      #expect(bound["depositReference"] == "u")
      #expect(bound["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(
        bound.fields["monitoredChains"] == [
          "ethereum-sepolia", "polygon-amoy", "arbitrum-sepolia", "xlayer-testnet",
        ])
      #expect(bound["createdAt"] == "2025-01-28T10:30:00.000Z")
      let unbound = try await bench.client.unbindDepositAddress(reference: "u")
      #expect(unbound.outcome == .done)
    }
  }

  @Test func failuresHaveTheSameCodes() async throws {
    try await ClientBench.run(poolSize: 1, dialect: .published) { bench in
      let client = bench.client
      _ = try await client.createOrder(try .make("first"))
      let rows: [(PayInError.Code, () async throws -> Void)] = [
        (.addressPoolEmpty, { _ = try await client.createOrder(try .make("second")) }),
        (.addressPoolEmpty, { _ = try await client.bindDepositAddress(reference: "u", protocol: "evm") }),
        (.notFound, { _ = try await client.order("3f2504e0-4f89-41d3-9a0c-0305e82c3301") }),
        (.rejected, { _ = try await client.order("ord_0") }),
        (.rejected, { _ = try await client.bindDepositAddress(reference: "u", protocol: "solana") }),
        (.unauthorized, { _ = try await bench.client(key: "pk_bad_0123456789").orders() }),
      ]
      for (code, call) in rows {
        let error = await #expect(throws: PayInError.self) { try await call() }
        #expect(error?.code == code)
      }
    }
  }
}
