import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct TransferRoutesTests {
  /// One payment in a wrong token and one of an order, then a minute apart two deposits, the second unconfirmed.
  static func run(
    _ dialect: Dialect = .documented, _ body: (SandboxFixture, _ orderId: String) async throws -> Void
  ) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.bind("u")
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "currency": "USDT"])
      _ = try await sandbox.pay(["orderId": .string(id), "txHash": "0x1"])
      sandbox.clock.advance(minutes: 1)
      _ = try await sandbox.pay(["depositReference": "u", "amount": "2", "txHash": "0x2"])
      sandbox.clock.advance(minutes: 1)
      _ = try await sandbox.pay([
        "depositReference": "u", "amount": "3", "currency": "USDC", "chainId": "polygon-amoy", "txHash": "0x3",
        "confirmed": false,
      ])
      try await body(sandbox, id)
    }
  }

  @Test(arguments: [
    ("", ["0x3", "0x2", "0x1"]), ("businessType=deposit", ["0x3", "0x2"]), ("businessType=order", ["0x1"]),
    ("depositReference=u", ["0x3", "0x2"]), ("orderId=ID", ["0x1"]), ("isConfirmed=false", ["0x3"]),
    ("isConfirmed=true", ["0x2", "0x1"]), ("isFailed=true", []), ("isFailed=false", ["0x3", "0x2", "0x1"]),
    ("chainId=polygon-amoy", ["0x3"]), ("currency=USDT", []), ("limit=1&page=2", ["0x2"]),
    ("detectedAfter=2025-01-28T10:31:00Z", ["0x3", "0x2"]), ("detectedBefore=2025-01-28T10:31:00Z", ["0x2", "0x1"]),
    ("sortBy=amount", ["0x1", "0x3", "0x2"]), ("sortBy=amount&sortOrder=asc", ["0x2", "0x3", "0x1"]),
    ("sortBy=detectedAt&sortOrder=asc", ["0x1", "0x2", "0x3"]), ("sortBy=confirmedAt", ["0x2", "0x1", "0x3"]),
  ])
  func transfersAreFilteredAndSorted(_ query: String, _ hashes: [String]) async throws {
    try await Self.run { sandbox, id in
      let list = try await sandbox.get("/transfers?" + query.replacing("ID", with: id))
      #expect(list.status == 200)
      #expect(list.data["transfers"]?.array?.map { $0["txHash"]?.string } == hashes)
    }
  }

  @Test(arguments: [
    ("businessType=refund", "businessType must be one of order, deposit"), ("isConfirmed=yes", "isConfirmed must be"),
    ("isFailed=1", "isFailed must be true or false"), ("detectedAfter=2025-01-28", "detectedAfter must be a time"),
    ("sortBy=detected_at", "sortBy must be one of detectedAt, confirmedAt, amount"), ("sortOrder=up", "sortOrder"),
    ("limit=0", "limit must be"), ("businessType=", "businessType must be"), ("isConfirmed=", "isConfirmed must be"),
    ("detectedBefore=", "detectedBefore must be"),
  ])
  func badParametersAreNamed(_ query: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/transfers?" + query)
      #expect(response.status == 400)
      #expect(response.message?.hasPrefix(message) == true, "\(response.message ?? "")")
    }
  }

  @Test func rowSaysWhatCameFromWhereForWhat() async throws {
    try await Self.run { sandbox, id in
      let list = try await sandbox.get("/transfers/by-reference?orderId=\(id)")
      #expect(list.data["pagination"]?["total"] == 1)
      let row = try #require(list.data["transfers"]?.array?.first)
      #expect(row["transferId"]?.string?.hasPrefix("tr_") == true)
      #expect(row["businessType"] == "order")
      #expect(row["orderId"]?.string == id)
      #expect(row["amount"] == "10.5")
      #expect(row["confirmations"] == 3)
      #expect(row["requiredConfirmations"] == 3)
      #expect(row["isConfirmed"] == true)
      #expect(row["confirmedAt"] == "2025-01-28T10:30:00.000Z")
      let deposits = try await sandbox.get("/transfers/by-reference?depositReference=u")
      #expect(deposits.data["transfers"]?.array?.map { $0["depositReference"] } == ["u", "u"])
      let foreign = try await sandbox.with(key: "pk_other").get("/transfers")
      #expect(foreign.data["transfers"] == [])
    }
  }

  @Test(arguments: ["", "?orderId=a&depositReference=b", "?orderId="])
  func referenceIsOneOfTwo(_ query: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/transfers/by-reference" + query)
      #expect(response.status == 400)
      #expect(response.message == "Give either orderId or depositReference")
    }
  }

  // MARK: The service's code

  @Test(arguments: [
    ("detectedAfter=2025-01-28T10:31:00Z", ["0x3", "0x2"]), ("detectedBefore=2025-01-28T10:31:00Z", ["0x2", "0x1"]),
    ("sortBy=amount&sortOrder=ASC", ["0x2", "0x3", "0x1"]),
    ("sortBy=detected_at&sortOrder=asc", ["0x1", "0x2", "0x3"]),
    ("sortBy=confirmed_at", ["0x2", "0x1", "0x3"]), ("sortOrder=asc", ["0x1", "0x2", "0x3"]),
  ])
  func publishedTransfersAreSortedByColumns(_ query: String, _ hashes: [String]) async throws {
    try await Self.run(.published) { sandbox, _ in
      let list = try await sandbox.get("/transfers?" + query)
      #expect(list.data.array?.map { $0["transaction_hash"]?.string } == hashes)
    }
  }

  @Test func publishedTransfersOfOneDepositorComeOldestFirst() async throws {
    try await Self.run(.published) { sandbox, _ in
      let list = try await sandbox.get("/transfers/by-reference?depositReference=u")
      #expect(list.data.array?.map { $0["transaction_hash"] } == ["0x2", "0x3"])
      #expect(list.json["total"] == 2)
    }
  }

  @Test(arguments: ["sortBy=detectedAt", "sortOrder=up", "detectedAfter=yesterday"])
  func publishedFilterThatTheTablesRefuseIsAFailure(_ query: String) async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let response = try await sandbox.get("/transfers?" + query)
      #expect(response.status == 500)
      #expect(response.error == "Failed to list transfers")
      #expect(response.json["success"] == false)
    }
  }
}
