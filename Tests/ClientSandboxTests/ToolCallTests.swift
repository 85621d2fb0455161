import JSON
import MCP
import PayIn
import Sandbox
import Testing

@Suite struct ToolCallTests {
  /// One day of a shop, with a call of each tool that reaches the API.
  @Test func realAnswersFitThePublishedSchemas() async throws {
    try await ToolBench.run { tools in
      let status = try await tools.succeed("get_status")
      #expect(status["reachable"] == true)

      let order = try await tools.succeed(
        "create_order",
        [
          "orderReference": "order_123", "amount": "49.990000", "currency": "USDT", "chainId": "ethereum-sepolia",
          "successUrl": "https://yourstore.com/ok", "cancelUrl": "https://yourstore.com/no",
          "paymentWindowMinutes": 20, "graceMinutes": 0, "metadata": ["cartId": "cart_12345", "itemCount": 3],
        ])
      #expect(order["amount"] == "49.990000")
      #expect(order["warnings"] == nil)
      let id = try #require(order["orderId"])
      let pending = try await tools.succeed("get_order", ["orderId": id])
      #expect(pending["status"] == "pending")
      let paid = try await tools.succeed("simulate_payment", ["orderId": id])
      #expect(paid["amount"] == "49.99")
      #expect(paid["credited"] == true)
      let completed = try await tools.succeed("get_order", ["orderId": id])
      #expect(completed["status"] == "completed")
      #expect(completed["txHash"] == paid["txHash"])
      let orders = try await tools.succeed("list_orders", ["status": "completed", "orderReference": "ORDER_1"])
      #expect(orders["orders"]?.array?.map { $0["orderId"] } == [id])
      #expect(orders["pagination"]?["hasMore"] == false)

      let user: JSONValue = "player/%é"
      let bound = try await tools.succeed("bind_deposit_address", ["depositReference": user, "protocol": "evm"])
      let deposit = try await tools.succeed("simulate_payment", ["depositReference": user, "amount": "0.1"])
      #expect(deposit["deposit"]?["status"] == "confirmed")
      let reference = try await tools.succeed("get_deposit_reference", ["depositReference": user])
      #expect(reference["address"] == bound["address"])
      #expect(reference["totalAmount"] == "0.1")
      let deposits = try await tools.succeed("list_deposits", ["depositReference": user, "status": "completed"])
      #expect(deposits["deposits"]?.array?.map { $0["txHash"] } == [deposit["txHash"]])
      #expect(deposits["warnings"] == nil)
      let unbound = try await tools.succeed("unbind_deposit_address", ["depositReference": user])
      #expect(unbound["depositReference"] == user)

      let link = try await tools.succeed(
        "create_payment_link",
        [
          "title": "Invoice", "amount": "0", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
          "inventoryTotal": 5, "expiresAt": "2030-01-31T00:00:00Z",
        ])
      #expect(link["warnings"] == nil)
      let linkID = try #require(link["id"])
      let published = try await tools.succeed("publish_payment_link", ["id": linkID])
      #expect(published["status"] == "published")
      #expect(published["checkoutUrl"] == link["checkoutUrl"])
      let archived = try await tools.succeed("archive_payment_link", ["id": linkID])
      #expect(archived["archived"] == true)
    }
  }

  @Test func everyWriteSaysThatItIsTheSandbox() async throws {
    try await ToolBench.run { tools in
      let bound = try await tools.succeed("bind_deposit_address", ["depositReference": "u", "protocol": "evm"])
      #expect(bound["environment"] == ["mode": "sandbox", "host": .string("127.0.0.1:\(tools.bench.server.port)")])
    }
  }

  /// Pages are cut to what a client takes, so the limit asked for is not the one that comes.
  @Test func followingNextVisitsEveryOrderOnce() async throws {
    try await ToolBench.run(poolSize: 250) { tools in
      let created = try await tools.bench.createOrders(250)
      var ids: [String] = []
      var next: JSONObject? = ["limit": 100]
      while let arguments = next, ids.count <= 250 {
        let list = try await tools.succeed("list_orders", arguments)
        #expect(JSONWriter.bytes(of: .object(list)).count <= 60_000)
        ids += list["orders"]?.array?.compactMap { $0["orderId"]?.string } ?? []
        #expect(list["pagination"]?["total"] == 250)
        next = list["pagination"]?["next"]?.object
      }
      #expect(ids.count == 250)
      #expect(Set(ids) == Set(created.compactMap { $0["orderId"] }))
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let tool: String
    let arguments: JSONObject
    let code: PayInError.Code
    var testDescription: String { "\(tool): \(code.rawValue)" }
  }

  private static func order(_ reference: String, _ amount: String, _ currency: String = "USDC") -> JSONObject {
    [
      "orderReference": .string(reference), "amount": .string(amount), "currency": .string(currency),
      "chainId": "ethereum-sepolia",
    ]
  }

  @Test(arguments: [
    Refusal(tool: "get_order", arguments: ["orderId": "ord_0"], code: .notFound),
    Refusal(tool: "get_order", arguments: ["orderId": ".."], code: .invalidArguments),
    Refusal(tool: "get_deposit_reference", arguments: ["depositReference": "nobody"], code: .notFound),
    Refusal(tool: "publish_payment_link", arguments: ["id": "pl_0"], code: .notFound),
    Refusal(tool: "simulate_payment", arguments: ["orderId": "ord_0"], code: .notFound),
    Refusal(tool: "create_order", arguments: order("taken", "7"), code: .conflict),
    Refusal(tool: "create_order", arguments: order("new", "0"), code: .invalidArguments),
    Refusal(tool: "create_order", arguments: order("new", "1e3"), code: .invalidArguments),
    Refusal(
      tool: "bind_deposit_address", arguments: ["depositReference": "u", "protocol": "tron"], code: .addressPoolEmpty),
    Refusal(
      tool: "create_payment_link",
      arguments: [
        "title": "T", "amount": "1", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
        "expiresAt": "2020-01-01T00:00:00Z",
      ], code: .rejected),
  ])
  func refusalIsAResultWithItsCode(_ refusal: Refusal) async throws {
    try await ToolBench.run(poolSize: 1) { tools in
      _ = try await tools.succeed("create_order", Self.order("taken", "10.50"))
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "other", "protocol": "tron"])
      let result = try await tools.call(refusal.tool, refusal.arguments)
      #expect(result.isError)
      #expect(result.object["code"]?.string == refusal.code.rawValue)
      #expect(result.object["fix"]?.string?.isEmpty == false)
      #expect(result.meta["payin-mcp/error"] == .object(result.object))
    }
  }
}
