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

  /// Signed by Python: `hmac.new(secret, body, "sha256").hexdigest()`.
  static let webhook: JSONObject = [
    "body": """
    {"id":"evt_abc123","type":"order.completed","createdAt":"2025-01-28T10:30:00Z",\
    "data":{"orderId":"ord_xyz789","orderReference":"order_123","status":"completed","amount":"100",\
    "currency":"USDT","chainId":"ethereum-sepolia","txHash":"0xabc","completedAt":"2025-01-28T10:29:45Z"}}
    """,
    "signature": "b7e17c5af8a991d18c72a085f3f427dc1e376013ecffb2c0a4b98f985e60e50a",
    "secret": "whsec_0123456789abcdef", "toleranceSeconds": 300,
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
      name: "wait_for_order", arguments: ["orderId": "ord_1", "timeoutSeconds": 1, "cursor": "0123456789abcdef"]),
    ToolExample(
      name: "get_order_stats",
      arguments: [
        "chainId": "ethereum-sepolia", "currency": "USDT", "createdAfter": "2025-01-01T00:00:00Z",
        "createdBefore": "2026-01-01T00:00:00Z",
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
    ToolExample(
      name: "wait_for_deposit",
      arguments: ["depositReference": "user_456", "timeoutSeconds": 1, "cursor": "0123456789abcdef"]),
    ToolExample(name: "list_deposit_references", arguments: ["search": "user", "page": 1, "limit": 20]),
    ToolExample(
      name: "list_transfers",
      arguments: [
        "orderId": "ord_1", "depositReference": "user_456", "businessType": "deposit", "status": "confirmed",
        "chainId": "ethereum-sepolia", "currency": "USDT", "detectedAfter": "2025-01-01T00:00:00Z",
        "detectedBefore": "2026-01-01T00:00:00Z", "page": 1, "limit": 20,
      ]),
    ToolExample(name: "get_deposit_stats", arguments: [:]),
    ToolExample(name: "create_payment_link", arguments: link),
    ToolExample(name: "publish_payment_link", arguments: ["id": "link_1"]),
    ToolExample(name: "archive_payment_link", arguments: ["id": "link_1"]),
    ToolExample(name: "get_payment_link", arguments: ["id": "link_1"]),
    ToolExample(
      name: "list_payment_links",
      arguments: ["status": "published", "search": "logo", "archived": "exclude", "page": 1, "limit": 20]),
    ToolExample(
      name: "update_payment_link",
      arguments: [
        "id": "link_1", "title": "Invoice", "description": "Logo", "amount": "2500", "inventoryTotal": 5,
        "expiresAt": "2030-01-31T00:00:00Z", "clear": ["metadata"],
      ]),
    ToolExample(
      name: "update_payment_link_currencies",
      arguments: [
        "id": "link_1", "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia", "amount": "2400"]],
      ]),
    ToolExample(name: "unpublish_payment_link", arguments: ["id": "link_1"]),
    ToolExample(name: "restore_payment_link", arguments: ["id": "link_1"]),
    ToolExample(
      name: "get_payment_link_stats",
      arguments: [
        "status": "published", "createdAfter": "2025-01-01T00:00:00Z", "createdBefore": "2026-01-01T00:00:00Z",
      ]),
    ToolExample(name: "get_payment_link_preview_url", arguments: ["id": "link_1"]),
    ToolExample(name: "list_payment_link_orders", arguments: ["id": "link_1"]),
    ToolExample(name: "verify_webhook", arguments: webhook),
    ToolExample(
      name: "sample_webhook",
      arguments: [
        "event": "order.completed", "scheme": "timestamped", "reference": "order_123", "amount": "49.99",
        "secret": "whsec_0123456789abcdef", "url": "https://yourstore.com/webhooks/payin",
      ]),
    ToolExample(name: "get_status", arguments: [:]),
    ToolExample(name: "list_assets", arguments: ["chainId": "trc20", "currency": "USDT"]),
    ToolExample(name: "check_address_pool", arguments: ["protocol": "evm"]),
    ToolExample(name: "list_pool_addresses", arguments: ["protocol": "evm", "page": 1, "limit": 20]),
    ToolExample(name: "search_docs", arguments: ["query": "verify a webhook signature", "limit": 3]),
    ToolExample(
      name: "simulate_payment",
      arguments: [
        "orderId": "ord_1", "kind": "exact", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
        "txHash": "0xD", "confirmations": 3,
      ]),
    ToolExample(
      name: "deliver_webhook",
      arguments: [
        "orderId": "ord_1", "eventType": "order.completed", "times": 2, "order": "reverse", "scheme": "hex",
        "url": "http://localhost:3000/webhooks/payin",
      ]),
    ToolExample(name: "advance_clock", arguments: ["advanceMinutes": 15]),
    ToolExample(
      name: "inject_fault",
      arguments: ["kind": "status", "route": "POST /orders", "count": 1, "status": 429, "retryAfterSeconds": 2]),
    ToolExample(name: "reset_sandbox", arguments: [:]),
  ]

  /// Those that work without the API.
  static let local = ["verify_webhook", "sample_webhook", "search_docs"]
  static let sandboxOnly = [
    "simulate_payment", "deliver_webhook", "advance_clock", "inject_fault", "reset_sandbox",
  ]

  /// Those that fail when the API does.
  static let calls = all.filter { !(["get_status", "list_assets"] + local).contains($0.name) }

  var operation: PayIn.Operation {
    ToolDeclaration.named(name)?.operation ?? .health
  }
}
