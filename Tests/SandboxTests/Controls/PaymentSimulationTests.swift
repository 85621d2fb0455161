import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentSimulationTests {
  private static func order(_ id: String, _ changes: [String: JSONValue] = [:]) -> JSONValue {
    var body: JSONObject = ["orderId": .string(id)]
    for (name, value) in changes { body[name] = value }
    return .object(body)
  }

  @Test func paymentWithoutAmountIsExact() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 3)
      let paid = try await sandbox.pay(Self.order(id))
      #expect(paid.status == 201)
      let (transfer, order) = (paid.data["transfer"], paid.data["order"])
      #expect(transfer?["amount"] == "10.5")
      #expect(transfer?["currency"] == "USDC")
      #expect(transfer?["chainId"] == "ethereum-sepolia")
      #expect(transfer?["confirmed"] == true)
      #expect(transfer?["confirmations"] == 3)
      #expect(transfer?["credited"] == true)
      #expect(order?["status"] == "completed")
      #expect(order?["completedAt"] == "2025-01-28T10:33:00.000Z")
      #expect(order?["txHash"] == transfer?["txHash"])
      #expect(order?["amount"] == "10.50")
      let read = try await sandbox.get("/orders/\(id)")
      #expect(read.data == order)
    }
  }

  @Test func partsAddUpExactly() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["amount": "0.3"])
      for part in ["0.1", "0.199999"] {
        let paid = try await sandbox.pay(Self.order(id, ["amount": .string(part)]))
        #expect(paid.data["order"]?["status"] == "pending")
      }
      let last = try await sandbox.pay(Self.order(id))
      #expect(last.data["transfer"]?["amount"] == "0.000001")
      #expect(last.data["order"]?["status"] == "completed")
      #expect(last.data["order"]?["receivedAmount"] == "0.3")
      #expect(last.data["order"]?["txHash"] == last.data["transfer"]?["txHash"])
    }
  }

  @Test func surplusShowsInTheSumOnly() async throws {
    try await SandboxFixture.run { sandbox in
      let paid = try await sandbox.pay(Self.order(try await sandbox.orderId(), ["amount": "10.500001"]))
      #expect(paid.data["order"]?["status"] == "completed")
      #expect(paid.data["order"]?["amount"] == "10.50")
      #expect(paid.data["order"]?["receivedAmount"] == "10.500001")
    }
  }

  @Test func unconfirmedTransferCountsOnceConfirmed() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let seen = try await sandbox.pay(Self.order(id, ["confirmed": false, "txHash": "0xabc"]))
      #expect(seen.status == 201)
      #expect(seen.data["transfer"]?["confirmed"] == false)
      #expect(seen.data["order"]?["status"] == "pending")
      #expect(seen.data["order"]?["receivedAmount"] == "10.5")
      #expect(seen.data["order"]?["confirmedAmount"] == "0")
      let confirmed = try await sandbox.pay(Self.order(id, ["txHash": "0xabc"]))
      #expect(confirmed.status == 200)
      #expect(confirmed.data["transfer"]?["confirmed"] == true)
      #expect(confirmed.data["order"]?["status"] == "completed")
      #expect(confirmed.data["order"]?["txHash"] == "0xabc")
    }
  }

  @Test func transferIsOneHoweverOftenItIsReported() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let body = Self.order(id, ["amount": "4", "txHash": "0xabc"])
      let statuses = [try await sandbox.pay(body).status, try await sandbox.pay(body).status]
      #expect(statuses == [201, 200])
      let other = try await sandbox.pay(Self.order(id, ["amount": "4", "txHash": "0xabc", "eventIndex": 1]))
      #expect(other.status == 201)
      #expect(other.data["order"]?["receivedAmount"] == "8")
    }
  }

  @Test func windowEndsButPaymentStillCompletesInGrace() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 14)
      let pending = try await sandbox.get("/orders/\(id)")
      #expect(pending["status"] == "pending")
      let paid = try await sandbox.pay(Self.order(id))
      #expect(paid.data["order"]?["status"] == "completed")
    }
  }

  @Test func partlyPaidOrderExpiresAndKeepsWhatItGot() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(Self.order(id, ["amount": "10.499999"]))
      sandbox.clock.advance(minutes: 15)
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["status"] == "expired")
      #expect(order["expiredAt"] == "2025-01-28T10:45:00.000Z")
      #expect(order["receivedAmount"] == "10.499999")
      #expect(order.data["completedAt"] == nil)
      #expect(order.data["txHash"] == nil)
    }
  }

  @Test func paymentAfterExpiryIsNotCredited() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 15)
      let late = try await sandbox.pay(Self.order(id))
      #expect(late.status == 201)
      #expect(late.data["transfer"]?["credited"] == false)
      #expect(late.data["transfer"]?["reason"] == "order_expired")
      #expect(late.data["order"]?["status"] == "expired")
      #expect(late.data["order"]?["receivedAmount"] == "0")
    }
  }

  @Test func paymentAfterCompletionIsNotCredited() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let first = try await sandbox.pay(Self.order(id))
      let second = try await sandbox.pay(Self.order(id, ["amount": "1"]))
      #expect(second.data["transfer"]?["credited"] == false)
      #expect(second.data["transfer"]?["reason"] == "order_completed")
      #expect(second.data["order"] == first.data["order"])
    }
  }

  /// The service no longer watches the chain once an order has ended.
  @Test func transferConfirmedAfterExpiryIsNotCredited() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(Self.order(id, ["confirmed": false, "txHash": "0xabc"]))
      sandbox.clock.advance(minutes: 15)
      let late = try await sandbox.pay(Self.order(id, ["txHash": "0xabc"]))
      #expect(late.status == 200)
      #expect(late.data["transfer"]?["credited"] == false)
      #expect(late.data["transfer"]?["reason"] == "order_expired")
      #expect(late.data["order"]?["status"] == "expired")
      #expect(late.data["order"]?["confirmedAmount"] == "0")
    }
  }

  @Test(arguments: [
    ("USDT", "ethereum-sepolia", "wrong_token"), ("USDC", "polygon-amoy", "wrong_chain"),
  ])
  func otherTokenOrChainIsNotCredited(_ currency: String, _ chainId: String, _ reason: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let paid = try await sandbox.pay(
        Self.order(id, ["currency": .string(currency), "chainId": .string(chainId)]))
      #expect(paid.status == 201)
      #expect(paid.data["transfer"]?["credited"] == false)
      #expect(paid.data["transfer"]?["reason"]?.string == reason)
      #expect(paid.data["order"]?["status"] == "pending")
      #expect(paid.data["order"]?["receivedAmount"] == "0")
      let right = try await sandbox.pay(Self.order(id))
      #expect(right.data["order"]?["status"] == "completed")
    }
  }

  @Test func endedOrderFreesItsAddressAfterTheCooldown() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      let first = try await sandbox.createOrder("a")
      sandbox.clock.advance(minutes: 44)
      let early = try await sandbox.createOrder("b")
      #expect(early.error == "InsufficientAddresses")
      sandbox.clock.advance(minutes: 1)
      let second = try await sandbox.createOrder("b")
      #expect(second["address"] == first["address"])
      _ = try await sandbox.pay(Self.order(second["orderId"] ?? ""))
      sandbox.clock.advance(minutes: 30)
      let third = try await sandbox.createOrder("c")
      #expect(third["address"] == first["address"])
    }
  }

  @Test func depositIsPendingThenConfirmed() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      let body: JSONObject = ["depositReference": "u", "amount": "7", "chainId": "polygon-amoy", "currency": "USDC"]
      var seen = body
      seen["confirmed"] = false
      let pending = try await sandbox.pay(.object(seen))
      #expect(pending.data["deposit"]?["status"] == "pending")
      #expect(pending.data["deposit"]?["confirmations"] == 0)
      sandbox.clock.advance(minutes: 1)
      var repeated = body
      repeated["txHash"] = pending.data["transfer"]?["txHash"]
      let confirmed = try await sandbox.pay(.object(repeated))
      #expect(confirmed.status == 200)
      #expect(confirmed.data["deposit"]?["status"] == "confirmed")
      #expect(confirmed.data["deposit"]?["confirmations"] == 10)
      #expect(confirmed.data["deposit"]?["confirmedAt"] == "2025-01-28T10:31:00.000Z")
    }
  }

  @Test func chainDecidesBetweenTheFamiliesOfAReference() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      let tron = try await sandbox.bind("u", ["protocol": "tron"])
      let paid = try await sandbox.pay([
        "depositReference": "u", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
      ])
      #expect(paid.data["deposit"]?["address"]?.string == tron["address"])
    }
  }

  @Test(arguments: [
    (#"{}"#, 400, "Give either orderId or depositReference"),
    (#"{"orderId":"ID","depositReference":"u"}"#, 400, "Give either orderId or depositReference"),
    (#"{"orderId":"ID","amount":"0"}"#, 400, "amount must be greater than 0"),
    (#"{"orderId":"ID","amount":"-1"}"#, 400, "amount must be a decimal number"),
    (#"{"orderId":"ID","currency":"DOGE"}"#, 400, "DOGE does not exist on ethereum-sepolia"),
    (#"{"orderId":"ID","currency":"USDT","chainId":"tron-nile"}"#, 400, "Tokens on tron-nile cannot be sent to 0x"),
    (#"{"orderId":"ID","confirmed":"yes"}"#, 400, "confirmed must be true or false"),
    (#"{"orderId":"ID","txHash":"0x1","eventIndex":-1}"#, 400, "eventIndex must not be negative"),
    (#"{"depositReference":"u"}"#, 400, "Required fields: amount"),
    (#"{"orderId":"ord_0"}"#, 404, "Order not found"),
    (#"{"depositReference":"nobody","amount":"1"}"#, 404, "Deposit reference not found"),
  ])
  func impossiblePaymentIsRefusedAndNotRecorded(_ body: String, _ status: Int, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.bind("u")
      let response = try await sandbox.pay(try JSONParser.parse(body.replacing("ID", with: id)))
      #expect(response.status == status)
      #expect(response.message?.hasPrefix(message) == true, "\(response.message ?? "")")
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["receivedAmount"] == "0")
    }
  }

  @Test func controlsNeedTheirTokenAndHeedTheKey() async throws {
    try await SandboxFixture.run { sandbox in
      let body = Self.order(try await sandbox.orderId())
      let untrusted = try await sandbox.pay(body, token: "guess")
      #expect(untrusted.status == 403)
      #expect(untrusted.error == "Forbidden")
      let foreign = try await sandbox.pay(body, headers: ["Authorization: Bearer pk_other"])
      #expect(foreign.status == 404)
      let own = try await sandbox.pay(body, headers: ["Authorization: Bearer pk_test"])
      #expect(own.status == 201)
    }
  }

  @Test func referenceOfSeveralTenantsNeedsAKey() async throws {
    try await SandboxFixture.run { sandbox in
      let (mine, other) = (try await sandbox.bind("u"), sandbox.with(key: "pk_other"))
      _ = try await other.bind("u")
      let body: JSONValue = ["depositReference": "u", "amount": "1"]
      let uncertain = try await sandbox.pay(body)
      #expect(uncertain.status == 400)
      let clear = try await sandbox.pay(body, headers: ["Authorization: Bearer pk_test"])
      #expect(clear.data["deposit"]?["address"]?.string == mine["address"])
    }
  }
}
