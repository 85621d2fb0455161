import JSON
import TestSupport
import Testing

/// The flows of the specification, as the applications it shows would run them: plain HTTP to `payin-mcp sandbox`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxFlowTests {
  private static func sandbox(_ receiver: WebhookReceiver) async throws -> SandboxProcess {
    try await SandboxProcess(
      ["--db", ":memory:", "--webhook-url", receiver.url],
      environment: ["PAYIN_WEBHOOK_SECRET": WebhookReceiver.secret])
  }

  /// What an application does with each webhook first. The code is that of another program.
  private static func verified(_ request: ReceivedRequest) async throws -> JSONValue {
    let digits = Array("0123456789abcdef")
    let body: String = request.body.map { "\\x\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    let shell = try await Shell.run(
      "printf '\(body)' | openssl dgst -sha256 -hmac \(WebhookReceiver.secret) -r | cut -d ' ' -f 1")
    #expect(request.values("X-PayIn-Signature") == [shell.output.split(separator: "\n").last.map(String.init) ?? ""])
    return try JSONParser.parse(request.body)
  }

  @Test func shopIsToldOfItsOrder() async throws {
    let receiver = WebhookReceiver()
    let sandbox = try await Self.sandbox(receiver)
    let cart: JSONValue = [
      "orderReference": "order_1738060200000", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
      "successUrl": "https://yourstore.com/order/success", "cancelUrl": "https://yourstore.com/order/cancelled",
      "metadata": ["cartId": "cart_12345", "itemCount": 3],
    ]
    let created = try await sandbox.post("/orders", cart)
    #expect(created.status == 201)
    #expect(created.data["status"] == "pending")
    let id = try #require(created.data["orderId"]?.string)
    #expect(created.data["paymentUrl"] == .string("\(sandbox.root)/pay/order/\(id)"))

    #expect(try await sandbox.control("/payments", ["orderId": .string(id)]).status == 201)
    let event = try await Self.verified(try #require(await receiver.take().first))
    #expect(event["type"] == "order.completed")
    #expect(event["data"]?["orderReference"] == "order_1738060200000")
    let read = try await sandbox.get("/orders/\(id)")
    #expect(read.data["status"] == "completed")
    #expect(read.data["txHash"] == event["data"]?["txHash"])

    // Asked again, the order is there already; told again, it is the same event.
    let repeated = try await sandbox.post("/orders", cart)
    #expect(repeated.status == 409)
    #expect(repeated.body["details"]?["existingOrderId"] == .string(id))
    #expect(try await sandbox.control("/webhooks/deliver", ["orderId": .string(id)]).status < 300)
    #expect(try await Self.verified(try #require(await receiver.take().first)) == event)
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func playerIsCreditedOnceForEachDeposit() async throws {
    let receiver = WebhookReceiver()
    let sandbox = try await Self.sandbox(receiver)
    let bound = try await sandbox.post(
      "/deposits/bind",
      [
        "depositReference": "player_7", "protocol": "evm", "metadata": ["playerId": 7, "playerName": "john_doe"],
      ])
    #expect(bound.status < 300)
    #expect(bound.data["monitoredChains"]?.array?.contains("polygon-amoy") == true)

    let payment: JSONValue = ["depositReference": "player_7", "amount": "25"]
    let first = try await sandbox.control("/payments", payment)
    let second = try await sandbox.control("/payments", ["depositReference": "player_7", "amount": "0.5"])
    let hashes = try [first, second].map { try #require($0.data["deposit"]?["txHash"]?.string) }
    let again = try await sandbox.control(
      "/payments", ["depositReference": "player_7", "amount": "25", "txHash": .string(hashes[0])])
    #expect([first, second, again].map(\.status) == [201, 201, 200])

    #expect(try await sandbox.control("/webhooks/deliver", ["depositReference": "player_7", "times": 2]).status < 300)
    var credited: [String: JSONValue] = [:]
    var confirmations = 0
    // Each is told of once by itself and twice on request.
    while confirmations < 6 {
      let event = try await Self.verified(try #require(await receiver.take().first))
      guard event["type"] == "deposit.confirmed", let hash = event["data"]?["txHash"]?.string else { continue }
      confirmations += 1
      credited[hash] = event["data"]?["amount"]
    }
    #expect(credited == [hashes[0]: "25", hashes[1]: "0.5"])

    let listed = try await sandbox.get("/deposits?depositReference=player_7")
    #expect(listed.data["deposits"]?.array?.compactMap { $0["txHash"]?.string } == hashes.reversed())
    let wallet = try await sandbox.get("/deposits/references/player_7")
    #expect(wallet.data["totalDeposits"] == 2)
    #expect(wallet.data["totalAmount"] == "25.5")
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func invoiceIsPaidByItsLink() async throws {
    let receiver = WebhookReceiver()
    let sandbox = try await Self.sandbox(receiver)
    let link = try await sandbox.post(
      "/payment-links",
      [
        "title": "Web Design Services - Invoice #2025-001", "description": "Logo design + 5 landing pages",
        "amount": "2500",
        "currencies": [
          ["currency": "USDT", "chainId": "ethereum-sepolia"], ["currency": "USDC", "chainId": "polygon-amoy"],
        ],
        "metadata": ["invoiceNumber": "INV-2025-001", "clientId": "client_456"],
      ])
    #expect(link.status == 201)
    #expect(link.data["status"] == "draft")
    let (id, slug) = (try #require(link.data["id"]?.string), try #require(link.data["slug"]?.string))
    #expect(link.data["checkoutUrl"] == .string("\(sandbox.root)/checkout/\(slug)"))
    #expect(try await sandbox.send("GET", "/api/payment-links/\(slug)").status >= 400)
    #expect(try await sandbox.post("/payment-links/\(id)/publish").status == 200)

    // The client has no key.
    #expect(try await sandbox.send("GET", "/api/payment-links/\(slug)").data["amount"] == "2500")
    let bought = try await sandbox.send(
      "POST", "/api/payment-links/\(slug)/orders", [:],
      ["email": "client@example.com", "currency": "USDC", "chainId": "polygon-amoy"])
    #expect(bought.status == 201)
    let order = try #require(bought.data["order"]?["orderId"])
    #expect(try await sandbox.control("/payments", ["orderId": order]).status == 201)

    let event = try await Self.verified(try #require(await receiver.take().first))
    #expect(event["data"]?["orderId"] == order)
    #expect(event["data"]?["amount"] == "2500")
    #expect(try await sandbox.get("/payment-links/\(id)").data["inventorySold"] == 1)
    let statistics = try await sandbox.get("/payment-links/stats")
    #expect(statistics.data["completedOrders"] == 1)
    #expect(statistics.data["revenue"] == ["USDC": "2500"])
    #expect(await sandbox.stop() == .status(0))
  }
}
