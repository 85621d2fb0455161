import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PublishedTransferRoutesTests {
  /// One payment of an order, one in a wrong token, and two deposits, the second unconfirmed.
  private func run(_ body: (SandboxFixture, _ orderId: String) async throws -> Void) async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.bind("u")
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "currency": "USDT"])
      _ = try await sandbox.pay(["orderId": .string(id), "txHash": "0x1"])
      _ = try await sandbox.pay(["depositReference": "u", "amount": "2", "txHash": "0x2"])
      _ = try await sandbox.pay([
        "depositReference": "u", "amount": "3", "currency": "USDC", "chainId": "polygon-amoy", "txHash": "0x3",
        "confirmed": false,
      ])
      try await body(sandbox, id)
    }
  }

  @Test(arguments: [
    ("", ["0x3", "0x2", "0x1"]), ("?businessType=deposit", ["0x3", "0x2"]), ("?businessType=order", ["0x1"]),
    ("?depositReference=u", ["0x3", "0x2"]), ("?orderId=ID", ["0x1"]), ("?isConfirmed=false", ["0x3"]),
    ("?isConfirmed=true", ["0x2", "0x1"]), ("?isFailed=true", []), ("?chain=polygon-amoy", ["0x3"]),
    ("?token=USDT", []), ("?status=confirmed&address=0x0", ["0x3", "0x2", "0x1"]), ("?limit=1&page=2", ["0x2"]),
  ])
  func transfersAreFiltered(_ query: String, _ hashes: [String]) async throws {
    try await run { sandbox, id in
      let list = try await sandbox.get("/transfers" + query.replacing("ID", with: id))
      #expect(list.data.array?.map { $0["transaction_hash"]?.string } == hashes)
    }
  }

  @Test func rowHasTheColumnsOfATransfer() async throws {
    try await run { sandbox, id in
      let list = try await sandbox.get("/transfers/by-reference?orderId=\(id)")
      #expect(list.json["total"] == 1)
      let row = try #require(list.data.array?.first)
      #expect(
        row.object?.members.map(\.name) == [
          "id", "order_id", "deposit_reference", "business_type", "transaction_hash", "block_number", "event_index",
          "chain", "token", "amount", "from_address", "to_address", "last_checked_confirmations",
          "required_confirmations", "is_confirmed", "is_failed", "detected_at", "confirmed_at", "last_error",
        ])
      #expect(row["order_id"]?.string == id)
      #expect(row["deposit_reference"] == .null)
      #expect(row["business_type"] == "order")
      #expect(row["amount"] == "10.500000")
      #expect(row["is_confirmed"] == true)
    }
  }
}
