import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The members that the documentation prints for each answer, with their types. The sandbox may add others.
@Suite(.timeLimit(.minutes(1))) struct DocumentedFieldTests {
  /// `text`, `time` by ISO 8601, `number`, `texts`, `list` or a value in quotation marks, for each name.
  private typealias Shape = KeyValuePairs<String, String>

  private static let created: Shape = [
    "orderId": "text", "orderReference": "text", "status": "'pending'", "amount": "text", "currency": "text",
    "chainId": "text", "address": "text", "paymentUrl": "text", "expiresAt": "time", "createdAt": "time",
  ]
  private static let completed: Shape = [
    "orderId": "text", "orderReference": "text", "status": "'completed'", "amount": "text", "currency": "text",
    "chainId": "text", "address": "text", "txHash": "text", "completedAt": "time", "createdAt": "time",
  ]
  private static let binding: Shape = [
    "depositReference": "text", "address": "text", "protocol": "'evm'", "monitoredChains": "texts", "createdAt": "time",
  ]
  private static let depositor: Shape = [
    "depositReference": "text", "address": "text", "protocol": "'evm'", "totalDeposits": "number",
    "totalAmount": "text", "boundAt": "time",
  ]
  private static let link: Shape = [
    "id": "text", "slug": "text", "title": "text", "amount": "'0'", "status": "'draft'", "checkoutUrl": "text",
    "createdAt": "time",
  ]
  private static let position: Shape = ["page": "number", "limit": "number", "total": "number", "totalPages": "number"]

  /// The names that are missing or have another type.
  private static func problems(_ value: JSONValue?, _ shape: Shape) -> [String] {
    shape.filter { name, type in
      let member = value?[name]
      return switch type {
      case "text": member?.string?.isEmpty != false
      case "time": (member?.string).flatMap(Timestamp.init(iso8601:)) == nil
      case "number": member?.number?.integer == nil
      case "texts": member?.array?.isEmpty != false || member?.array?.contains { $0.string == nil } == true
      default: member?.string.map { "'\($0)'" } != type
      }
    }.map { "\($0.key): \(value?[$0.key].map { "\($0)" } ?? "missing")" }
  }

  private func expect(
    _ reply: WireResponse, _ status: Int, _ shape: Shape, at path: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let data = path.map { reply.data[$0]?.array?.first ?? reply.data[$0] } ?? reply.data
    #expect(reply.status == status && reply.json["success"] == true, sourceLocation: sourceLocation)
    #expect(Self.problems(data, shape) == [], sourceLocation: sourceLocation)
  }

  @Test func orderHasTheDocumentedMembers() async throws {
    try await SandboxFixture.run { sandbox in
      let made = try await sandbox.createOrder()
      expect(made, 201, Self.created)
      #expect(made.message == "Order created successfully")
      let id = try #require(made["orderId"])
      let pending = try await sandbox.get("/orders/\(id)")
      #expect(pending.data["txHash"] == nil && pending.data["completedAt"] == nil)
      _ = try await sandbox.pay(["orderId": .string(id)])
      expect(try await sandbox.get("/orders/\(id)"), 200, Self.completed)
      let list = try await sandbox.get("/orders?status=completed&orderReference=DER-1&limit=100")
      expect(list, 200, Self.completed, at: "orders")
      expect(list, 200, Self.position, at: "pagination")
      #expect(list.data["pagination"]?["limit"] == 100)
      let standard = try await sandbox.get("/orders")
      #expect(standard.data["pagination"] == ["page": 1, "limit": 20, "total": 1, "totalPages": 1])
    }
  }

  @Test func depositHasTheDocumentedMembers() async throws {
    try await SandboxFixture.run { sandbox in
      let body: JSONValue = ["depositReference": "u", "protocol": "evm"]
      expect(try await sandbox.post("/deposits/bind", body), 201, Self.binding)
      expect(try await sandbox.get("/deposits/references/u"), 200, Self.depositor)
      for currency in ["USDT", "DAI"] {
        _ = try await sandbox.pay(["depositReference": "u", "amount": "1.5", "currency": .string(currency)])
      }
      let depositor = try await sandbox.get("/deposits/references/u")
      expect(depositor, 200, Self.depositor)
      #expect(depositor.data["totalAmount"] == "3" && depositor.data["totalDeposits"] == 2)
      for status in ["confirmed", "completed"] {
        let list = try await sandbox.get("/deposits?depositReference=u&currency=DAI&status=\(status)")
        #expect(list.data["deposits"]?.array?.count == 1)
        expect(list, 200, Self.position, at: "pagination")
      }
      let unbound = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      #expect(unbound.status == 200 && unbound.json["success"] == true)
    }
  }

  @Test func paymentLinkHasTheDocumentedMembers() async throws {
    try await SandboxFixture.run { sandbox in
      let made = try await sandbox.post(
        "/payment-links",
        ["title": "T", "amount": "0", "currencies": [["currency": "DAI", "chainId": "polygon-amoy"]]])
      expect(made, 201, Self.link)
      let id = try #require(made["id"])
      let published = try await sandbox.post("/payment-links/\(id)/publish")
      #expect(published.status == 200 && published["status"] == "published")
      let archived = try await sandbox.post("/payment-links/\(id)/archive")
      #expect(archived.status == 200 && archived.data["archived"] == true)
    }
  }

  /// The words of each error that the documentation prints.
  @Test func errorsHaveTheDocumentedNamesAndWords() async throws {
    try await SandboxFixture.run(poolSize: 0) { sandbox in
      let missing = try await sandbox.post("/orders", ["orderReference": "o"])
      let stranger = try await sandbox.with(key: "nokey").get("/orders")
      let absent = try await sandbox.get("/orders/ord_1")
      let empty = try await sandbox.createOrder()
      let rows: [(WireResponse, Int, String, String)] = [
        (missing, 400, "ValidationError", "Required fields: amount, currency, chainId"),
        (stranger, 401, "Unauthorized", "Invalid API key"), (absent, 404, "NotFound", "Order not found"),
        (empty, 409, "InsufficientAddresses", "No available addresses in pool for protocol: evm"),
      ]
      for (reply, status, name, message) in rows {
        #expect(reply.status == status)
        #expect(reply.json == ["success": false, "error": .string(name), "message": .string(message)])
      }
    }
  }
}
