import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentKindTests {
  private static func pay(
    _ sandbox: SandboxFixture, _ id: String, _ kind: String, _ members: [String: JSONValue] = [:]
  ) async throws -> WireResponse {
    var body: JSONObject = ["orderId": .string(id), "kind": .string(kind)]
    for (name, value) in members { body[name] = value }
    return try await sandbox.pay(.object(body))
  }

  // MARK: Amounts

  @Test(arguments: [
    (PaymentKind.exact, "10.5", "10.5"), (.partial, "10.5", "5.25"), (.partial, "0.000003", "0.000001"),
    (.partial, "0.000001", "0"), (.over, "10", "11"), (.over, "0.000001", "0.000002"), (.late, "3", "3"),
    (.over, "99999999999999.999999", "109999999999999.999999"), (.wrongToken, "3", "3"), (.wrongChain, "3", "3"),
  ])
  func amountFollowsFromWhatIsMissing(_ kind: PaymentKind, _ missing: String, _ amount: String) throws {
    #expect(kind.amount(missing: try TokenAmount(missing)).description == amount)
  }

  @Test(arguments: [
    ("exact", "10.5", "completed", "10.5"), ("partial", "5.25", "pending", "5.25"),
    ("over", "11.55", "completed", "11.55"),
  ])
  func orderGetsWhatTheKindSays(_ kind: String, _ amount: String, _ status: String, _ received: String) async throws {
    try await SandboxFixture.run { sandbox in
      let paid = try await Self.pay(sandbox, try await sandbox.orderId(), kind)
      #expect(paid.status == 201)
      #expect(paid.data["transfer"]?["amount"]?.string == amount)
      #expect(paid.data["transfer"]?["credited"] == true)
      #expect(paid.data["order"]?["status"]?.string == status)
      #expect(paid.data["order"]?["receivedAmount"]?.string == received)
      #expect(paid.data["clockMovedTo"] == nil)
    }
  }

  @Test func kindsCountFromWhatIsStillMissing() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["amount": "8"])
      var amounts: [String?] = []
      for kind in ["partial", "partial", "over"] {
        amounts.append(try await Self.pay(sandbox, id, kind).data["transfer"]?["amount"]?.string)
      }
      #expect(amounts == ["4", "2", "2.2"])
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["status"] == "completed")
      #expect(order["receivedAmount"] == "8.2")
    }
  }

  // MARK: Wrong assets

  @Test(arguments: [
    ("USDC", "ethereum-sepolia", "wrong_token", "USDT", "ethereum-sepolia"),
    ("USDT", "ethereum-sepolia", "wrong_token", "USDC", "ethereum-sepolia"),
    ("PYUSD", "solana-devnet", "wrong_token", "USDC", "solana-devnet"),
    ("USDC", "ethereum-sepolia", "wrong_chain", "USDC", "polygon-amoy"),
    ("USDC", "polygon-amoy", "wrong_chain", "USDC", "ethereum-sepolia"),
    ("USDT", "ethereum-sepolia", "wrong_chain", "USDC", "polygon-amoy"),
  ])
  func wrongAssetIsSeenButDoesNotCount(
    _ currency: String, _ chainId: String, _ kind: String, _ sent: String, _ sentOn: String
  ) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["currency": .string(currency), "chainId": .string(chainId)])
      let paid = try await Self.pay(sandbox, id, kind)
      let transfer = paid.data["transfer"]
      #expect(transfer?["currency"]?.string == sent)
      #expect(transfer?["chainId"]?.string == sentOn)
      #expect(transfer?["amount"] == "10.5")
      #expect(transfer?["credited"] == false)
      #expect(transfer?["reason"]?.string == kind)
      #expect(paid.data["order"]?["status"] == "pending")
      #expect(paid.data["order"]?["receivedAmount"] == "0")
    }
  }

  @Test(arguments: [
    ("tron-nile", "USDT", "wrong_token", "tron-nile has no other token than USDT"),
    ("xlayer-testnet", "USDC", "wrong_token", "xlayer-testnet has no other token than USDC"),
    ("tron-nile", "USDT", "wrong_chain", "No other chain has addresses like tron-nile"),
    ("solana-devnet", "USDC", "wrong_chain", "No other chain has addresses like solana-devnet"),
  ])
  func assetThatDoesNotExistIsRefused(
    _ chainId: String, _ currency: String, _ kind: String, _ message: String
  ) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["currency": .string(currency), "chainId": .string(chainId)])
      let refused = try await Self.pay(sandbox, id, kind)
      #expect(refused.status == 400)
      #expect(refused.message?.hasPrefix(message) == true, "\(refused.message ?? "")")
    }
  }

  // MARK: Late

  @Test func latePaymentMovesTheClockToTheOrdersEnd() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let other = try await sandbox.orderId("other", ["paymentWindowMinutes": 1, "graceMinutes": 0])
      let paid = try await Self.pay(sandbox, id, "late")
      #expect(paid.status == 201)
      #expect(paid.data["clockMovedTo"] == "2025-01-28T10:45:00.000Z")
      #expect(paid.data["transfer"]?["detectedAt"] == "2025-01-28T10:45:00.000Z")
      #expect(paid.data["transfer"]?["credited"] == false)
      #expect(paid.data["transfer"]?["reason"] == "order_expired")
      #expect(paid.data["order"]?["status"] == "expired")
      #expect(paid.data["order"]?["expiredAt"] == "2025-01-28T10:45:00.000Z")
      let ended = try await sandbox.get("/orders/\(other)")
      #expect(ended["expiredAt"] == "2025-01-28T10:31:00.000Z")
      let time = try await sandbox.time()
      #expect(time == "2025-01-28T10:45:00.000Z")
    }
  }

  @Test func latePaymentOfAnEndedOrderLeavesTheClockAlone() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 20)
      let paid = try await Self.pay(sandbox, id, "late")
      #expect(paid.data["transfer"]?["reason"] == "order_expired")
      #expect(paid.data["clockMovedTo"] == nil)
    }
  }

  // MARK: Confirmations

  @Test func confirmationsComeStepByStep() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      var steps: [[JSONValue?]] = []
      for count in [0, 1, 1, 2, 1, 3, 3] {
        let paid = try await Self.pay(
          sandbox, id, "exact", ["txHash": "0xabc", "confirmations": .number(JSONNumber(count))])
        let (transfer, order) = (paid.data["transfer"], paid.data["order"])
        steps.append([transfer?["confirmations"], transfer?["confirmed"], order?["status"], order?["confirmedAmount"]])
      }
      #expect(
        steps == [
          [0, false, "pending", "0"], [1, false, "pending", "0"], [1, false, "pending", "0"],
          [2, false, "pending", "0"], [2, false, "pending", "0"], [3, true, "completed", "10.5"],
          [3, true, "completed", "10.5"],
        ])
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["receivedAmount"] == "10.5")
    }
  }

  @Test func depositIsConfirmedStepByStep() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      var statuses: [String?] = []
      for count in [9, 10] {
        let paid = try await sandbox.pay([
          "depositReference": "u", "amount": "1", "currency": "USDC", "chainId": "polygon-amoy", "txHash": "0x1",
          "confirmations": .number(JSONNumber(count)),
        ])
        #expect(paid.data["transfer"]?["requiredConfirmations"] == 10)
        statuses.append(paid.data["deposit"]?["status"]?.string)
      }
      #expect(statuses == ["pending", "confirmed"])
    }
  }

  @Test(arguments: [
    (#"{"orderId":"ID","kind":"cheap"}"#, "kind must be one of exact, partial, over, wrong_token, wrong_chain, late"),
    (#"{"orderId":"ID","kind":"partial","amount":"10.5"}"#, "partial needs less than what is missing: 10.5"),
    (#"{"orderId":"ID","kind":"over","amount":"10.5"}"#, "over needs more than what is missing: 10.5"),
    (#"{"orderId":"ID","kind":"wrong_token","currency":"USDC"}"#, "wrong_token needs another token"),
    (#"{"orderId":"ID","kind":"wrong_token","chainId":"polygon-amoy","currency":"USDC"}"#, "wrong_token needs another"),
    (#"{"orderId":"ID","kind":"wrong_chain","chainId":"ethereum-sepolia"}"#, "wrong_chain needs another chain"),
    (#"{"orderId":"ID","confirmations":4}"#, "confirmations must be a whole number from 0 to 3 on ethereum-sepolia"),
    (#"{"orderId":"ID","confirmations":-1}"#, "confirmations must be a whole number from 0 to 3"),
    (#"{"orderId":"ID","confirmations":1,"confirmed":false}"#, "Give either confirmed or confirmations"),
    (#"{"depositReference":"u","kind":"over","amount":"1"}"#, "kind is for orders"),
  ])
  func impossiblePaymentIsRefusedAndNotRecorded(_ body: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.bind("u")
      let response = try await sandbox.pay(try JSONParser.parse(body.replacing("ID", with: id)))
      #expect(response.status == 400)
      #expect(response.message?.hasPrefix(message) == true, "\(response.message ?? "")")
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["receivedAmount"] == "0")
      #expect(order["status"] == "pending")
    }
  }
}
