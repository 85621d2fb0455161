import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderRoutesTests {
  @Test func createdOrderIsPendingWithAnAddressAndBothEnds() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createOrder()
      #expect(response.status == 201)
      #expect(response.json["success"] == true)
      #expect(response.message == "Order created successfully")
      #expect(response["orderId"]?.wholeMatch(of: /ord_[0-9a-f]{16}/) != nil)
      #expect(response["orderReference"] == "order-1")
      #expect(response["status"] == "pending")
      #expect(response["amount"] == "10.50")
      #expect(response["currency"] == "USDC")
      #expect(response["chainId"] == "ethereum-sepolia")
      #expect(response["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      let root = "http://127.0.0.1:\(sandbox.server.port)"
      #expect(response["paymentUrl"] == "\(root)/pay/order/\(response["orderId"] ?? "")")
      #expect(response["createdAt"] == "2025-01-28T10:30:00.000Z")
      #expect(response["paymentWindowEndsAt"] == "2025-01-28T10:40:00.000Z")
      #expect(response["gracePeriodEndsAt"] == "2025-01-28T10:45:00.000Z")
      #expect(response["expiresAt"] == "2025-01-28T10:45:00.000Z")
      #expect(sandbox.server.baseURL == root + "/api/v1")
    }
  }

  @Test func orderIsReadBackAsItWasCreated() async throws {
    try await SandboxFixture.run { sandbox in
      let created = try await sandbox.createOrder()
      let read = try await sandbox.get("/orders/\(created["orderId"] ?? "")")
      #expect(read.status == 200)
      #expect(read.data == created.data)
    }
  }

  @Test func windowAndGraceAreHonoured() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createOrder("a", ["paymentWindowMinutes": 60, "graceMinutes": 0])
      #expect(response["paymentWindowEndsAt"] == "2025-01-28T11:30:00.000Z")
      #expect(response["gracePeriodEndsAt"] == "2025-01-28T11:30:00.000Z")
    }
  }

  @Test func metadataComesBackLiteralForLiteral() async throws {
    try await SandboxFixture.run { sandbox in
      let metadata = #"{"b":1.50,"a":[1e400,-0,"é\u0000"],"big":12345678901234567890,"n":{"x":1,"x":2},"nul":null}"#
      let id = try await sandbox.post(
        "/orders",
        text: """
          {"orderReference":"m","amount":"1","currency":"USDC","chainId":"polygon-amoy","metadata":\(metadata)}
          """)["orderId"]
      let read = try await sandbox.get("/orders/\(id ?? "")")
      #expect(read.data["metadata"] == (try JSONParser.parse(metadata)))
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let changes: [String: JSONValue?]
    let message: String
    var testDescription: String { name }

    init(_ name: String, _ changes: [String: JSONValue?], _ message: String) {
      self.name = name
      self.changes = changes
      self.message = message
    }
  }

  @Test(arguments: [
    Refusal(
      "the seed's example",
      ["amount": Optional<JSONValue>.none, "currency": Optional<JSONValue>.none, "chainId": Optional<JSONValue>.none],
      "Required fields: amount, currency, chainId"),
    Refusal("blank", ["orderReference": "  "], "Required fields: orderReference"),
    Refusal("null", ["currency": .some(JSONValue.null)], "Required fields: currency"),
    Refusal("number", ["amount": 10], "amount must be a string"),
    Refusal("zero", ["amount": "0.00"], "amount must be greater than 0"),
    Refusal("7 digits", ["amount": "1.0000001"], "amount must have at most 6 digits after the point"),
    Refusal("too large", ["amount": "100000000000000"], "amount must have at most 14 digits before the point"),
    Refusal("window 0", ["paymentWindowMinutes": 0], "paymentWindowMinutes must be from 1 to 60"),
    Refusal("window 61", ["paymentWindowMinutes": 61], "paymentWindowMinutes must be from 1 to 60"),
    Refusal("grace 31", ["graceMinutes": 31], "graceMinutes from 0 to 30"),
    Refusal("sum 61", ["paymentWindowMinutes": 50, "graceMinutes": 11], "their sum at most 60"),
    Refusal("window text", ["paymentWindowMinutes": "10"], "paymentWindowMinutes must be a whole number"),
    Refusal("script URL", ["successUrl": "javascript:alert(1)"], "successUrl must be an http or https URL"),
    Refusal("metadata list", ["metadata": [1]], "metadata must be an object"),
    Refusal(
      "long reference", ["orderReference": .string(String(repeating: "r", count: 256))],
      "orderReference must have at most 255 characters"),
  ])
  func badFieldsAreNamed(_ refusal: Refusal) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createOrder("r", refusal.changes)
      #expect(response.status == 400)
      #expect(response.json["success"] == false)
      #expect(response.error == "ValidationError")
      #expect(response.message?.contains(refusal.message) == true, "\(response.message ?? "")")
    }
  }

  @Test(arguments: [("USDT", "polygon-amoy"), ("DAI", "tron-nile"), ("USDC", "ethereum-mainnet")])
  func pairThatDoesNotExistIsRefusedWithThoseThatDo(_ currency: String, _ chainId: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.createOrder(
        "r", ["currency": .string(currency), "chainId": .string(chainId)])
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message?.contains("USDC on polygon-amoy, DAI on polygon-amoy, USDC on arbitrum-sepolia") == true)
    }
  }

  @Test func secondOrderOfAReferenceIsAConflictThatNamesTheFirst() async throws {
    try await SandboxFixture.run { sandbox in
      let first = try await sandbox.orderId()
      let second = try await sandbox.createOrder()
      #expect(second.status == 409)
      #expect(second.error == "Conflict")
      #expect(second.json["details"]?["existingOrderId"]?.string == first)
    }
  }

  @Test func referencesAreEachTenantsOwn() async throws {
    try await SandboxFixture.run { sandbox in
      let mine = try await sandbox.orderId()
      let other = sandbox.with(key: "pk_other")
      let theirs = try await other.orderId()
      #expect(mine != theirs)
      let foreign = try await other.get("/orders/\(mine)")
      #expect(foreign.status == 404)
      let list = try await other.get("/orders")
      #expect(list.data["orders"]?.array?.count == 1)
    }
  }

  @Test func duplicatesAreAllowedIfSoConfigured() async throws {
    try await SandboxFixture.run(allowsDuplicateReferences: true) { sandbox in
      let (first, second) = (try await sandbox.orderId(), try await sandbox.orderId())
      #expect(first != second)
    }
  }

  @Test func emptyPoolIsInsufficientAddressesAndStoresNothing() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      _ = try await sandbox.orderId("first")
      let response = try await sandbox.createOrder("second")
      #expect(response.status == 409)
      #expect(response.error == "InsufficientAddresses")
      #expect(response.message == "No available addresses in pool for protocol: evm")
      let tron = try await sandbox.createOrder("third", ["currency": "USDT", "chainId": "tron-nile"])
      #expect(tron.status == 201)
      let list = try await sandbox.get("/orders")
      #expect(list.data["pagination"]?["total"] == 2)
    }
  }

  @Test func unknownOrderIsNotFound() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.get("/orders/ord_nothing")
      #expect(response.status == 404)
      #expect(response.json == ["success": false, "error": "NotFound", "message": "Order not found"])
    }
  }

  @Test func sameSeedAndCallsGiveTheSameOrder() async throws {
    let first = try await SandboxFixture.run { try await $0.createOrder() }
    let second = try await SandboxFixture.run { try await $0.createOrder() }
    #expect(first["orderId"] == second["orderId"])
    #expect(first["address"] == second["address"])
    let other = try await SandboxFixture.run(seed: 43) { try await $0.createOrder() }
    #expect(first["orderId"] != other["orderId"])
  }
}
