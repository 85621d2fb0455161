import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DepositListTests {
  /// Four deposits of `u` and one of `v`, the last one still unconfirmed; and an order's payment, which is no deposit.
  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run { sandbox in
      for reference in ["u", "v"] { _ = try await sandbox.bind(reference) }
      _ = try await sandbox.bind("u", ["protocol": "tron"])
      try await sandbox.deposit("u", "1", "USDC", "ethereum-sepolia")
      try await sandbox.deposit("v", "2", "USDC", "ethereum-sepolia")
      try await sandbox.deposit("u", "3", "USDT", "ethereum-sepolia")
      try await sandbox.deposit("u", "4", "USDC", "polygon-amoy")
      try await sandbox.deposit("u", "5", "USDT", "tron-nile", confirmed: false)
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId())])
      try await body(sandbox)
    }
  }

  @Test func rowSaysWhatCameFromWhere() async throws {
    try await run { sandbox in
      let list = try await sandbox.get("/deposits?depositReference=v")
      #expect(list.status == 200)
      #expect(list.data["pagination"] == ["page": 1, "limit": 20, "total": 1, "totalPages": 1])
      let row = try #require(list.data["deposits"]?.array?.first)
      let bound = try await sandbox.get("/deposits/references/v")
      #expect(row["depositReference"] == "v")
      #expect(row["amount"] == "2")
      #expect(row["currency"] == "USDC")
      #expect(row["chainId"] == "ethereum-sepolia")
      #expect(row["address"]?.string == bound["address"])
      #expect(row["txHash"]?.string?.wholeMatch(of: /0x[0-9a-f]{64}/) != nil)
      #expect(row["status"] == "confirmed")
      #expect(row["createdAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  /// The newest deposit first.
  @Test(arguments: [
    ("", ["5", "4", "3", "2", "1"]),
    ("?depositReference=u", ["5", "4", "3", "1"]),
    ("?depositReference=U", []),
    ("?status=pending", ["5"]),
    ("?status=confirmed", ["4", "3", "2", "1"]),
    ("?status=completed", ["4", "3", "2", "1"]),
    ("?chainId=ethereum-sepolia", ["3", "2", "1"]),
    ("?currency=USDT", ["5", "3"]),
    ("?chainId=ethereum-sepolia&currency=USDC&depositReference=u&status=confirmed", ["1"]),
    ("?chainId=solana-devnet", []),
    ("?unknown=1", ["5", "4", "3", "2", "1"]),
    ("?limit=2", ["5", "4"]),
    ("?limit=2&page=3", ["1"]),
    ("?limit=2&page=4", []),
  ])
  func filtersAreCombinedAndPagesFollowEachOther(_ query: String, _ amounts: [String]) async throws {
    try await run { sandbox in
      let list = try await sandbox.get("/deposits" + query)
      #expect(list.data["deposits"]?.array?.map { $0["amount"]?.string } == amounts)
    }
  }

  @Test(arguments: [
    ("status=done", "status must be one of pending, confirmed, completed"),
    ("page=0", "page must be a whole number from 1"),
    ("limit=101", "limit must be a whole number from 1 to 100"),
  ])
  func badParametersAreNamed(_ query: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/deposits?" + query)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message?.hasPrefix(message) == true)
    }
  }

  @Test func depositsStayListedAfterUnbinding() async throws {
    try await run { sandbox in
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "v"])
      let list = try await sandbox.get("/deposits?depositReference=v")
      #expect(list.data["pagination"]?["total"] == 1)
    }
  }

  @Test func foreignDepositsAreNotListed() async throws {
    try await run { sandbox in
      let list = try await sandbox.with(key: "pk_other").get("/deposits?depositReference=u")
      #expect(list.data["deposits"] == [])
    }
  }
}

extension SandboxFixture {
  fileprivate func deposit(
    _ reference: String, _ amount: String, _ currency: String, _ chainId: String, confirmed: Bool = true
  ) async throws {
    let response = try await pay([
      "depositReference": .string(reference), "amount": .string(amount), "currency": .string(currency),
      "chainId": .string(chainId), "confirmed": .bool(confirmed),
    ])
    guard response.status == 201 else { throw WireResponse.Malformed() }
  }
}
