import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PublishedOrderRoutesTests {
  private func run(
    poolSize: Int = 20, _ body: (SandboxFixture) async throws -> Void
  ) async throws {
    try await SandboxFixture.run(poolSize: poolSize, dialect: .published, body)
  }

  @Test func createdOrderIsAnsweredUnderOtherNames() async throws {
    try await run { sandbox in
      let response = try await sandbox.createOrder()
      #expect(response.status == 201)
      #expect(response.json["success"] == true)
      #expect(
        response.data.object?.members.map(\.name) == [
          "orderId", "paymentAddress", "amount", "currency", "chainId", "status", "expiresAt", "qrCode", "deepLink",
          "url",
        ])
      let id = try #require(response["orderId"])
      #expect(UUIDForm.isWellFormed(id))
      #expect(response["amount"] == "10.50")
      #expect(response["status"] == "pending")
      #expect(response["url"] == "http://127.0.0.1:\(sandbox.server.port)/pay/order/\(id)")
    }
  }

  /// They never reach the service: 10 and 5 minutes are what counts, and the end told is that of grace.
  @Test func windowAndGraceAreIgnored() async throws {
    try await run { sandbox in
      let response = try await sandbox.createOrder(
        "a", ["paymentWindowMinutes": 60, "graceMinutes": 0, "gracePeriodMinutes": 0])
      #expect(response["expiresAt"] == "2025-01-28T10:45:00.000Z")
      let row = try await sandbox.get("/orders/\(response["orderId"] ?? "")")
      #expect(row["payment_window_ends_at"] == "2025-01-28T10:40:00.000Z")
      #expect(row.data["payment_window_minutes"] == 10)
      #expect(row.data["grace_period_minutes"] == 5)
    }
  }

  @Test func orderIsReadAsARowWithoutItsTransaction() async throws {
    try await run { sandbox in
      let created = try await sandbox.createOrder(
        "r", ["metadata": ["cart": "12345"], "successUrl": "https://s.example"])
      let id = created["orderId"] ?? ""
      _ = try await sandbox.pay(["orderId": .string(id)])
      let row = try await sandbox.get("/orders/\(id)")
      #expect(row.status == 200)
      #expect(
        row.data.object?.members.map(\.name) == [
          "id", "organization_id", "order_reference", "amount", "token", "chain", "address", "required_confirmations",
          "status", "created_at", "payment_window_ends_at", "grace_period_ends_at", "payment_window_minutes",
          "grace_period_minutes", "first_transfer_detected_at", "completed_at", "updated_at", "confirmed_received",
          "metadata", "success_url", "cancel_url", "url",
        ])
      #expect(row["id"] == id)
      #expect(row["order_reference"] == "r")
      #expect(row["amount"] == "10.500000")
      #expect(row["confirmed_received"] == "10.500000")
      #expect(row["token"] == "USDC")
      #expect(row["chain"] == "ethereum-sepolia")
      #expect(row["address"] == created["paymentAddress"])
      #expect(row.data["required_confirmations"] == 3)
      #expect(row["status"] == "completed")
      #expect(row["first_transfer_detected_at"] == "2025-01-28T10:30:00.000Z")
      #expect(row["completed_at"] == "2025-01-28T10:30:00.000Z")
      #expect(row["success_url"] == "https://s.example")
      #expect(row.data["cancel_url"] == .null)
      #expect(row.data["metadata"]?["cart"] == "12345")
      #expect(row.data["metadata"]?["chainId"] == "ethereum-sepolia")
      #expect(row.data["metadata"]?["contractAddress"] == "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238")
    }
  }

  @Test func referenceInUseMakesAnotherOrder() async throws {
    try await run { sandbox in
      let (first, second) = (try await sandbox.createOrder("same"), try await sandbox.createOrder("same"))
      #expect([first.status, second.status] == [201, 201])
      #expect(first["orderId"] != second["orderId"])
      #expect(first["paymentAddress"] != second["paymentAddress"])
    }
  }

  @Test func orderOverNothingCompletesAtTheEndOfGraceWithoutAPayment() async throws {
    try await run { sandbox in
      let id = try await sandbox.orderId("zero", ["amount": "0"])
      sandbox.clock.advance(minutes: 14)
      let pending = try await sandbox.get("/orders/\(id)")
      #expect(pending["status"] == "pending")
      sandbox.clock.advance(minutes: 1)
      let ended = try await sandbox.get("/orders/\(id)")
      #expect(ended["status"] == "completed")
    }
  }

  @Test func digitsPastTheSixthAreRoundedAway() async throws {
    try await run { sandbox in
      let id = try await sandbox.orderId("fine", ["amount": "1.234567890123456789"])
      let row = try await sandbox.get("/orders/\(id)")
      #expect(row["amount"] == "1.234568")
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let changes: [String: JSONValue?]
    let status: Int
    let code: String
    let message: String
    var testDescription: String { message }
  }

  private static let absent = Optional<JSONValue>.none

  @Test(arguments: [
    Refusal(
      changes: ["orderReference": " ", "amount": 10, "currency": absent], status: 400, code: "ORDER_VALIDATION_FAILED",
      message: "orderReference, amount, currency"),
    Refusal(changes: ["amount": "-1"], status: 400, code: "ORDER_AMOUNT_FORMAT_INVALID", message: "mount"),
    Refusal(changes: ["amount": "1e3"], status: 400, code: "ORDER_AMOUNT_FORMAT_INVALID", message: "mount"),
    Refusal(
      changes: ["amount": "0.1234567890123456789"], status: 400, code: "ORDER_AMOUNT_FORMAT_INVALID", message: "mount"),
    Refusal(changes: ["currency": "DAI"], status: 500, code: "ORDER_CREATION_FAILED", message: "PYUSD, USDC, USDT"),
    Refusal(
      changes: ["currency": "USDT", "chainId": "polygon-amoy"], status: 500, code: "ORDER_CREATION_FAILED",
      message: "ethereum-sepolia, tron-nile"),
    Refusal(
      changes: ["orderReference": .string(String(repeating: "r", count: 256))], status: 500,
      code: "ORDER_CREATION_FAILED", message: "value too long"),
  ])
  func refusalHasACodeAndSuggestions(_ refusal: Refusal) async throws {
    try await run { sandbox in
      let response = try await sandbox.createOrder("r", refusal.changes)
      #expect(response.status == refusal.status)
      #expect(response.json["success"] == false)
      #expect(response.json["code"]?.string == refusal.code)
      #expect(response.error?.contains(" ") == true)
      #expect(response.message?.contains(refusal.message) == true, "\(response.message ?? "")")
      #expect(response.json["suggestions"]?.array != nil)
    }
  }

  @Test func emptyPoolIsAConflict() async throws {
    try await run(poolSize: 1) { sandbox in
      _ = try await sandbox.createOrder("first")
      let response = try await sandbox.createOrder("second")
      #expect(response.status == 409)
      #expect(response.json["code"] == "ADDRESS_POOL_EXHAUSTED")
      let list = try await sandbox.get("/orders")
      #expect(list.json["pagination"]?["total"] == 1)
    }
  }

  @Test func idMustBeAUUIDOfOnesOwnOrder() async throws {
    try await run { sandbox in
      let mine = try await sandbox.orderId()
      let malformed = try await sandbox.get("/orders/ord_0123456789abcdef")
      #expect(malformed.status == 400)
      #expect(malformed.json["code"] == "ORDER_ID_INVALID")
      let unknown = try await sandbox.get("/orders/3f2504e0-4f89-41d3-9a0c-0305e82c3301")
      let foreign = try await sandbox.with(key: "pk_other").get("/orders/\(mine)")
      for response in [unknown, foreign] {
        #expect(response.status == 404)
        #expect(response.json["success"] == false)
        #expect(response.json["code"] == "ORDER_NOT_FOUND")
      }
    }
  }

  @Test func keyIsRefusedWithoutAnEnvelope() async throws {
    try await run { sandbox in
      let response = try await sandbox.send("GET", "/api/v1/orders", ["Authorization: Bearer sk_1"])
      #expect(response.status == 401)
      #expect(response.error == "Unauthorized")
      #expect(response.json["success"] == nil)
    }
  }

  @Test(arguments: ["/api/v1/orders/by-reference/r", "/api/v1/deposits/references/r", "/nowhere"])
  func unknownRouteIsBare(_ path: String) async throws {
    try await run { sandbox in
      let response = try await sandbox.send("GET", path, ["Authorization: Bearer pk_test"])
      #expect(response.status == 404)
      #expect(response.json == ["error": "Not Found"])
    }
  }

  @Test func healthTellsOfTheManager() async throws {
    try await run { sandbox in
      let response = try await sandbox.send("GET", "/health")
      #expect(response.json["status"] == "healthy")
      #expect(response.json["manager"]?["initialized"] == true)
    }
  }

  // MARK: Lists

  private func list(_ query: String, _ body: (WireResponse) throws -> Void) async throws {
    try await run { sandbox in
      for (reference, amount, currency, chainId) in [
        ("a", "9.5", "USDC", "ethereum-sepolia"), ("B", "010", "USDT", "ethereum-sepolia"),
        ("c", "100", "USDC", "polygon-amoy"),
      ] {
        let id = try await sandbox.orderId(
          reference, ["amount": .string(amount), "currency": .string(currency), "chainId": .string(chainId)])
        if reference == "a" { _ = try await sandbox.pay(["orderId": .string(id)]) }
        sandbox.clock.advance(minutes: 1)
      }
      try body(try await sandbox.get("/orders" + query))
    }
  }

  @Test(arguments: [
    ("", ["c", "B", "a"]),
    ("?chain=ethereum-sepolia", ["B", "a"]),
    ("?token=USDC", ["c", "a"]),
    ("?chainId=ethereum-sepolia&currency=USDT", ["c", "B", "a"]),
    ("?status=pending", ["c", "B"]),
    ("?status=pending,completed", ["c", "B", "a"]),
    ("?status=nonsense", []),
    ("?orderReference=b", ["B"]),
    ("?createdAfter=2025-01-28T10:31:00Z", ["c", "B"]),
    ("?createdBefore=2025-01-28T10:30:30Z", ["a"]),
    ("?sortBy=amount", ["c", "B", "a"]),
    ("?sortBy=amount&sortOrder=asc", ["a", "B", "c"]),
    ("?sortOrder=asc", ["a", "B", "c"]),
    ("?limit=2&page=2", ["a"]),
  ])
  func rowsAreTheDataAndFiltersHaveOtherNames(_ query: String, _ references: [String]) async throws {
    try await list(query) { response in
      #expect(response.status == 200)
      #expect(response.data.array?.map { $0["order_reference"]?.string } == references)
    }
  }

  @Test func placeInTheListIsToldBesideTheData() async throws {
    try await list("?limit=2&page=2") { response in
      #expect(response.json["pagination"] == ["page": 2, "limit": 2, "total": 3, "totalPages": 2])
    }
  }

  @Test(arguments: [
    ("?createdAfter=yesterday", 400, "ORDER_FILTER_INVALID_DATE"), ("?page=0", 400, "ORDER_FILTER_INVALID_PAGE"),
    ("?limit=101", 400, "ORDER_FILTER_INVALID_LIMIT"), ("?sortBy=created_at", 400, "ORDER_FILTER_INVALID_SORT"),
    ("?sortOrder=up", 400, "ORDER_FILTER_INVALID_SORT"),
  ])
  func filterErrorHasACodeOfItsOwn(_ query: String, _ status: Int, _ code: String) async throws {
    try await list(query) { response in
      #expect(response.status == status)
      #expect(response.json["code"]?.string == code)
    }
  }

  @Test(arguments: ["createdAt", "updatedAt"])
  func sortingByATimeFails(_ column: String) async throws {
    try await list("?sortBy=\(column)") { response in
      #expect(response.status == 500)
      #expect(response.error == "Internal Server Error")
      #expect(response.json["success"] == nil)
    }
  }

  // MARK: Public status

  @Test func statusNeedsNoKeyAndHasProgressAndTransaction() async throws {
    try await run { sandbox in
      let id = try await sandbox.orderId("a", ["amount": "3", "successUrl": "https://s.example"])
      let path = "/api/order-status/\(id)"
      let fresh = try await sandbox.send("GET", path)
      #expect(fresh.status == 200)
      #expect(fresh.data["paymentProgress"] == 0)
      #expect(fresh.data["transferCount"] == 0)
      #expect(fresh.data["transactionHash"] == .null)
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "txHash": "0x1"])
      let part = try await sandbox.send("GET", path)
      #expect(part.data["paymentProgress"] == 33)
      #expect(part.data["isPartiallyPaid"] == true)
      #expect(part["remainingAmount"] == "2.000000")
      _ = try await sandbox.pay(["orderId": .string(id), "txHash": "0x2"])
      let paid = try await sandbox.send("GET", path)
      #expect(paid["status"] == "completed")
      #expect(paid["orderReference"] == "a")
      #expect(paid.data["paymentProgress"] == 100)
      #expect(paid.data["isFullyPaid"] == true)
      #expect(paid["transactionHash"] == "0x2")
      #expect(paid["receivedAmount"] == "3.000000")
      #expect(paid.data["transferCount"] == 2)
      #expect(paid["redirect_url"] == "https://s.example")
    }
  }
}
