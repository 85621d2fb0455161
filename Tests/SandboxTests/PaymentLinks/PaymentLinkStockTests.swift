import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Reserved and sold never exceed the total.
@Suite struct PaymentLinkStockTests {
  @Test(arguments: Dialect.allCases)
  func lastItemIsSoldOnce(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 1])
      async let first = sandbox.buy(slug)
      async let second = sandbox.buy(slug)
      let statuses = try await [first.status, second.status]
      #expect(statuses.sorted() == [201, 409])
      #expect(try await sandbox.stock(path) == [1, 0])
    }
  }

  @Test func lastItemIsSoldOnceByTwoProcesses() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { one in
        try await SandboxFixture.run(database: file) { other in
          let (path, slug) = try await one.publishedLink(["inventoryTotal": 3])
          let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
              group.addTask { try await (number.isMultiple(of: 2) ? one : other).buy(slug).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
          }
          #expect(statuses.filter { $0 == 201 }.count == 3)
          #expect(statuses.filter { $0 == 409 }.count == 5)
          #expect(try await other.stock(path) == [3, 0])
        }
      }
    }
  }

  @Test(arguments: Dialect.allCases)
  func paidItemIsSoldForGood(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 1])
      let bought = try await sandbox.buy(slug)
      _ = try await sandbox.pay(["orderId": bought.data["order"]?["orderId"] ?? .null])
      #expect(try await sandbox.stock(path) == [0, 1])
      sandbox.clock.advance(minutes: 60)
      #expect(try await sandbox.stock(path) == [0, 1])
      #expect(try await sandbox.buy(slug).status == 409)
    }
  }

  @Test(arguments: Dialect.allCases)
  func expiredOrderFreesItsItem(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 1])
      #expect(try await sandbox.buy(slug).status == 201)
      sandbox.clock.advance(minutes: 14)
      #expect(try await sandbox.buy(slug).status == 409)
      sandbox.clock.advance(minutes: 1)
      #expect(try await sandbox.stock(path) == [0, 0])
      #expect(try await sandbox.buy(slug).status == 201)
      #expect(try await sandbox.stock(path) == [1, 0])
    }
  }

  @Test(arguments: Dialect.allCases)
  func emptyPoolReservesNothing(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 1, dialect: dialect) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 5])
      #expect(try await sandbox.buy(slug).status == 201)
      let refused = try await sandbox.buy(slug)
      #expect(refused.status == 409)
      #expect(refused.message == "No available addresses in pool for protocol: evm")
      #expect(try await sandbox.stock(path) == [1, 0])
      let orders = try await sandbox.get("\(path)/orders").data
      #expect((orders.array ?? orders["orders"]?.array)?.count == 1)
      sandbox.clock.advance(minutes: 45)
      #expect(try await sandbox.buy(slug).status == 201)
    }
  }

  @Test func linkWithoutLimitSellsOn() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, slug) = try await sandbox.publishedLink()
      for _ in 0..<6 { #expect(try await sandbox.buy(slug).status == 201) }
      #expect(try await sandbox.stock(path) == [6, 0])
      let low = try await sandbox.put(path, ["inventoryTotal": 5])
      #expect(low.status == 409)
      #expect(try await sandbox.put(path, ["inventoryTotal": 6]).status == 200)
      #expect(try await sandbox.buy(slug).status == 409)
    }
  }

  /// Purchases, payments and pauses in an order that follows from the seed.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func stockIsNeverOversold(_ seed: UInt64) async throws {
    try await SandboxFixture.run(poolSize: 50) { sandbox in
      let (path, slug) = try await sandbox.publishedLink(["inventoryTotal": 4])
      var (state, pending, sold) = (seed, [JSONValue](), 0)
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        switch (state >> 33) % 4 {
        case 0, 1:
          let bought = try await sandbox.buy(slug)
          #expect((bought.status == 201) == (pending.count + sold < 4))
          if let id = bought.data["order"]?["orderId"] { pending.append(id) }
        case 2:
          guard !pending.isEmpty, sold < 3 else { continue }
          _ = try await sandbox.pay(["orderId": pending.removeFirst()])
          sold += 1
        default:
          sandbox.clock.advance(minutes: 15)
          pending = []
        }
        #expect(try await sandbox.stock(path) == [pending.count, sold])
      }
    }
  }
}
