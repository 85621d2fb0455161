import JSON
import PayIn
import Testing

@Suite struct ListCallTests {
  @Test func pagesTogetherAreTheWholeListOnceEach() async throws {
    try await ClientBench.run(poolSize: 250) { bench in
      let created = try await bench.createOrders(250)
      var rows: [APIResource] = []
      var number = 1
      while true {
        let (page, warnings) = try await bench.client.orders(at: Page.Position(number: number, limit: 100))
        #expect(warnings.isEmpty)
        #expect(page.position == Page.Position(number: number, limit: 100))
        #expect(page.total == 250)
        #expect(page.totalPages == 3)
        rows += page.rows
        guard page.hasMore else { break }
        number += 1
      }
      #expect(number == 3)
      #expect(rows.count == 250)
      #expect(Set(rows.compactMap { $0["orderId"] }) == Set(created.compactMap { $0["orderId"] }))
    }
  }

  @Test func pageAfterTheLastIsEmpty() async throws {
    try await ClientBench.run { bench in
      _ = try await bench.createOrders(3)
      let page = try await bench.client.orders(at: Page.Position(number: 3, limit: 2)).page
      #expect(page.rows.isEmpty)
      #expect(page.total == 3)
      #expect(!page.hasMore)
    }
  }

  struct Row: Sendable {
    let filter: OrderFilter
    let references: [String]
  }

  @Test(arguments: [
    Row(filter: OrderFilter(), references: ["c", "b", "A"]),
    Row(filter: OrderFilter(status: "completed"), references: ["A"]),
    Row(filter: OrderFilter(status: "expired"), references: []),
    Row(filter: OrderFilter(chainID: "polygon-amoy"), references: ["c"]),
    Row(filter: OrderFilter(currency: "USDT"), references: ["b"]),
    Row(filter: OrderFilter(reference: "a"), references: ["A"]),
    Row(
      filter: OrderFilter(status: "pending", chainID: "polygon-amoy", currency: "USDC", reference: "c"),
      references: ["c"]),
  ])
  func ordersAreFiltered(_ row: Row) async throws {
    try await ClientBench.run { bench in
      let first = try await bench.client.createOrder(try .make("A"))
      _ = try await bench.client.createOrder(try .make("b", currency: "USDT", chainID: "tron-nile"))
      _ = try await bench.client.createOrder(try .make("c", chainID: "polygon-amoy"))
      _ = try await bench.client.simulatePayment(["orderId": .string(try #require(first.resource?["orderId"]))])
      let (page, warnings) = try await bench.client.orders(row.filter)
      #expect(page.rows.map { $0["orderReference"] } == row.references)
      #expect(warnings.isEmpty)
    }
  }

  struct DepositRow: Sendable {
    let filter: DepositFilter
    let amounts: [String]
  }

  @Test(arguments: [
    DepositRow(filter: DepositFilter(), amounts: ["4", "3", "2", "1"]),
    DepositRow(filter: DepositFilter(reference: "é/%"), amounts: ["4", "2", "1"]),
    DepositRow(filter: DepositFilter(status: "pending"), amounts: ["4"]),
    DepositRow(filter: DepositFilter(status: "confirmed"), amounts: ["3", "2", "1"]),
    DepositRow(filter: DepositFilter(status: "completed"), amounts: ["3", "2", "1"]),
    DepositRow(filter: DepositFilter(chainID: "polygon-amoy"), amounts: ["2"]),
    DepositRow(filter: DepositFilter(currency: "USDT"), amounts: ["4"]),
    DepositRow(filter: DepositFilter(reference: "nobody"), amounts: []),
  ])
  func depositsAreFiltered(_ row: DepositRow) async throws {
    try await ClientBench.run { bench in
      for reference in ["é/%", "v"] {
        _ = try await bench.client.bindDepositAddress(reference: reference, protocol: "evm")
      }
      try await bench.deposit("é/%", "1", "USDC", "ethereum-sepolia")
      try await bench.deposit("é/%", "2", "USDC", "polygon-amoy")
      try await bench.deposit("v", "3", "USDC", "ethereum-sepolia")
      try await bench.deposit("é/%", "4", "USDT", "ethereum-sepolia", confirmed: false)
      let (page, warnings) = try await bench.client.deposits(row.filter)
      #expect(page.rows.map { $0["amount"] } == row.amounts)
      #expect(warnings.isEmpty)
    }
  }
}

extension ClientBench {
  fileprivate func deposit(
    _ reference: String, _ amount: String, _ currency: String, _ chainID: String, confirmed: Bool = true
  ) async throws {
    _ = try await client.simulatePayment([
      "depositReference": .string(reference), "amount": .string(amount), "currency": .string(currency),
      "chainId": .string(chainID), "confirmed": .bool(confirmed),
    ])
  }
}
