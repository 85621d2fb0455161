import JSON
import PayIn
import Testing

@testable import PayInTools

/// A good call of each tool, with every argument it takes.
struct ToolExample: CustomTestStringConvertible, Sendable {
  let name: String
  let arguments: JSONObject

  var testDescription: String { name }

  static let order: JSONObject = [
    "orderReference": "order_123", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
    "successUrl": "https://yourstore.com/ok", "cancelUrl": "https://yourstore.com/no", "paymentWindowMinutes": 10,
    "graceMinutes": 5, "metadata": ["cartId": "cart_12345", "itemCount": 3],
  ]

  static let link: JSONObject = [
    "title": "Invoice", "description": "Logo", "amount": "2500",
    "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia"]], "inventoryTotal": 5,
    "expiresAt": "2030-01-31T00:00:00Z", "metadata": ["a": ["b"]],
  ]

  static let all: [ToolExample] = [
    ToolExample(name: "create_order", arguments: order),
    ToolExample(name: "get_order", arguments: ["orderId": "ord_1"]),
    ToolExample(
      name: "list_orders",
      arguments: [
        "status": "pending", "chainId": "ethereum-sepolia", "currency": "USDT", "orderReference": "order_123",
        "page": 1,
        "limit": 20,
      ]),
    ToolExample(
      name: "bind_deposit_address",
      arguments: ["depositReference": "user_456", "protocol": "evm", "metadata": ["a": 1]]),
    ToolExample(name: "unbind_deposit_address", arguments: ["depositReference": "user_456"]),
    ToolExample(name: "get_deposit_reference", arguments: ["depositReference": "user_456"]),
    ToolExample(
      name: "list_deposits",
      arguments: [
        "depositReference": "user_456", "status": "confirmed", "chainId": "ethereum-sepolia", "currency": "USDT",
        "page": 1, "limit": 20,
      ]),
    ToolExample(name: "create_payment_link", arguments: link),
    ToolExample(name: "publish_payment_link", arguments: ["id": "link_1"]),
    ToolExample(name: "archive_payment_link", arguments: ["id": "link_1"]),
    ToolExample(name: "get_status", arguments: [:]),
    ToolExample(
      name: "simulate_payment",
      arguments: [
        "orderId": "ord_1", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia", "txHash": "0xD",
        "confirmed": true,
      ]),
  ]

  static let calls = all.filter { $0.name != "get_status" }

  var operation: PayIn.Operation {
    PayInTools.rows(sandbox: true).first { $0.name == name }?.operation ?? .health
  }
}
