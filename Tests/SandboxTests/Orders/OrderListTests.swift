import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderListTests {
  /// Five orders in this order; the second is completed, the first expired.
  private static let orders = [
    ("a-1", "USDC", "ethereum-sepolia"), ("a-2", "USDT", "ethereum-sepolia"), ("A_3", "USDC", "polygon-amoy"),
    ("b%4", "USDT", "tron-nile"), ("é\\5", "USDC", "polygon-amoy"),
  ]

  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run { sandbox in
      for (index, (reference, currency, chainId)) in Self.orders.enumerated() {
        let id = try await sandbox.orderId(
          reference, ["currency": .string(currency), "chainId": .string(chainId)])
        if index == 0 { sandbox.clock.advance(minutes: 15) }
        if index == 1 { _ = try await sandbox.pay(["orderId": .string(id)]) }
      }
      try await body(sandbox)
    }
  }

  /// The newest order first, also among those of one millisecond.
  @Test(arguments: [
    ("", ["é\\5", "b%4", "A_3", "a-2", "a-1"]),
    ("?status=pending", ["é\\5", "b%4", "A_3"]),
    ("?status=completed", ["a-2"]),
    ("?status=expired", ["a-1"]),
    ("?chainId=ethereum-sepolia", ["a-2", "a-1"]),
    ("?currency=USDC", ["é\\5", "A_3", "a-1"]),
    ("?currency=usdc", []),
    ("?orderReference=a-", ["a-2", "a-1"]),
    ("?orderReference=A", ["A_3", "a-2", "a-1"]),
    ("?orderReference=%C3%A9", ["é\\5"]),
    ("?orderReference=-2", ["a-2"]),
    ("?orderReference=%25", ["b%4"]),
    ("?orderReference=_", ["A_3"]),
    ("?orderReference=%5C", ["é\\5"]),
    ("?orderReference=nothing", []),
    ("?orderReference=", ["é\\5", "b%4", "A_3", "a-2", "a-1"]),
    ("?currency=USDC&chainId=polygon-amoy&status=pending&orderReference=5", ["é\\5"]),
    ("?chain=tron-nile", ["é\\5", "b%4", "A_3", "a-2", "a-1"]),
    ("?limit=2", ["é\\5", "b%4"]),
    ("?page=2&limit=2", ["A_3", "a-2"]),
    ("?page=3&limit=2", ["a-1"]),
    ("?page=4&limit=2", []),
    ("?page=1000000000&limit=100", []),
    ("?page=1&page=2&limit=4", ["é\\5", "b%4", "A_3", "a-2"]),
  ])
  func filtersAreCombinedAndPagesFollowEachOther(_ query: String, _ references: [String]) async throws {
    try await run { sandbox in
      let list = try await sandbox.get("/orders" + query)
      #expect(list.status == 200)
      #expect(list.data["orders"]?.array?.map { $0["orderReference"]?.string } == references)
    }
  }

  /// A wildcard and an accent are one character of Swift's, but two of SQL's.
  @Test(arguments: [("%25%CC%81", []), ("_%CC%81", []), ("x%CC%81", ["x\u{301}"])])
  func accentsDoNotMakeWildcards(_ text: String, _ references: [String]) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId("x\u{301}")
      let list = try await sandbox.get("/orders?orderReference=\(text)")
      #expect(list.data["orders"]?.array?.map { $0["orderReference"]?.string } == references)
    }
  }

  @Test(arguments: [
    ("", 1, 20, 1), ("?limit=2", 1, 2, 3), ("?limit=2&page=3", 3, 2, 3), ("?limit=5", 1, 5, 1),
    ("?limit=100&page=7", 7, 100, 1),
  ])
  func pageIsCountedOverTheWholeList(_ query: String, _ page: Int, _ limit: Int, _ pages: Int) async throws {
    try await run { sandbox in
      let list = try await sandbox.get("/orders" + query)
      let numbers = ["page", "limit", "total", "totalPages"].map { list.data["pagination"]?[$0]?.number?.integer }
      #expect(numbers == [page, limit, 5, pages])
    }
  }

  @Test func emptyListHasNoPages() async throws {
    try await SandboxFixture.run { sandbox in
      let list = try await sandbox.get("/orders")
      #expect(
        list.data == ["orders": [], "pagination": ["page": 1, "limit": 20, "total": 0, "totalPages": 0]])
    }
  }

  @Test func rowIsTheOrderAsItIsRead() async throws {
    try await SandboxFixture.run { sandbox in
      let created = try await sandbox.createOrder("a", ["metadata": ["x": [1]]])
      let list = try await sandbox.get("/orders")
      #expect(list.data["orders"] == .array([created.data]))
    }
  }

  @Test(arguments: [
    ("status=paid", "status must be one of pending, completed, expired"),
    ("status=Pending", "status must be one of pending, completed, expired"),
    ("page=0", "page must be a whole number from 1 to 1000000000"),
    ("page=-1", "page must be a whole number from 1 to 1000000000"),
    ("page=x", "page must be a whole number from 1 to 1000000000"),
    ("page=1.0", "page must be a whole number from 1 to 1000000000"),
    ("page=99999999999999999999", "page must be a whole number from 1 to 1000000000"),
    ("limit=0", "limit must be a whole number from 1 to 100"),
    ("limit=101", "limit must be a whole number from 1 to 100"),
    ("limit=ten", "limit must be a whole number from 1 to 100"),
  ])
  func badParametersAreNamed(_ query: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/orders?" + query)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message == message)
    }
  }
}
