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
        "from": "2025-01-01", "to": "2026-01-31T23:59:59+08:00", "page": 1, "limit": 20,
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
        "from": "2025-01-01T00:00:00Z", "to": "2025-12-31", "page": 1, "limit": 20,
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
    ToolExample(name: "payment_qr", arguments: ["orderId": "ord_1", "content": "uri"]),
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
    ToolExample(name: "get_status", arguments: ["detail": true]),
    ToolExample(name: "list_assets", arguments: ["chainId": "trc20", "currency": "USDT"]),
    ToolExample(name: "check_address_pool", arguments: ["protocol": "evm"]),
    ToolExample(name: "list_pool_addresses", arguments: ["protocol": "evm", "page": 1, "limit": 20]),
    ToolExample(name: "search_docs", arguments: ["query": "verify a webhook signature", "limit": 3]),
    ToolExample(name: "export_code", arguments: ["flow": "order_checkout", "language": "python"]),
    ToolExample(
      name: "simulate_payment",
      arguments: [
        "orderId": "ord_1", "kind": "exact", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
        "txHash": "0xD", "confirmations": 3,
      ]),
    ToolExample(name: "play_story", arguments: ["story": "reorg", "pace": "clock"]),
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
  static let local = ["verify_webhook", "sample_webhook", "search_docs", "export_code"]
  static let sandboxOnly = [
    "simulate_payment", "play_story", "deliver_webhook", "advance_clock", "inject_fault", "reset_sandbox",
  ]

  /// Those that fail when the API does.
  static let calls = all.filter { !(["get_status", "list_assets"] + local).contains($0.name) }

  var operation: PayIn.Operation {
    ToolDeclaration.named(name)?.operation ?? .health
  }
}

/// The replies of the documented API to these calls.
extension StubAPI {
  private static let order = """
    {"orderId":"ord_1","orderReference":"order_123","status":"pending","amount":"49.99","currency":"USDT",
    "chainId":"ethereum-sepolia","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","paymentUrl":"https://testnet.payin.com/pay/ord_1",
    "expiresAt":"2025-01-28T10:45:00Z","createdAt":"2025-01-28T10:30:00Z"}
    """

  private static let link = """
    {"id":"link_1","slug":"s","title":"Invoice","description":"Logo","amount":"2500","status":"published",
    "archived":false,"currencies":[{"currency":"USDT","chainId":"ethereum-sepolia","amount":"2400"}],
    "checkoutUrl":"https://h/s","inventoryTotal":5,"expiresAt":"2030-01-31T00:00:00Z",
    "createdAt":"2025-01-28T10:30:00Z"}
    """

  private static let linkOrder = """
    {"orderId":"ord_1","buyerEmail":"alice@example.com","status":"completed","amount":"2400","currency":"USDT",
    "chainId":"ethereum-sepolia","createdAt":"2025-01-28T10:30:00Z"}
    """

  private static let pagination = #"{"page":1,"limit":20,"total":1,"totalPages":1}"#

  /// The replies by a part of their route. A more specific route stands before a more general one.
  static let documented: [(route: String, body: String)] = [
    ("/health", #"{"status":"healthy","timestamp":"2025-01-28T10:30:00Z","version":"0.1.0"}"#),
    (
      "/api/order-status/",
      """
      {"success":true,"data":{"orderId":"ord_1","status":"pending","receivedAmount":"9.99","remainingAmount":"40",
      "currentConfirmations":1,"requiredConfirmations":3}}
      """
    ),
    (
      "/orders/stats",
      """
      {"success":true,"data":{"totalOrders":3,"completedOrders":1,"pendingOrders":1,"expiredOrders":1,
      "totalAmount":{"USDT":"149.97"},"completedAmount":{"USDT":"49.99"},"avgPaymentTimeSeconds":65.5,
      "byStatus":{"completed":1},"byChain":{"ethereum-sepolia":3},"byToken":{"USDT":3}}}
      """
    ),
    ("/payment-links/link_1/orders", #"{"success":true,"data":{"orders":[\#(linkOrder)]}}"#),
    ("/orders?", #"{"success":true,"data":{"orders":[\#(order)],"pagination":\#(pagination)}}"#),
    ("/orders", #"{"success":true,"data":\#(order)}"#),
    (
      "/deposits/bind",
      """
      {"success":true,"data":{"depositReference":"user_456","address":"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359","protocol":"evm",
      "monitoredChains":["ethereum-sepolia","polygon-amoy"],"createdAt":"2025-01-28T10:30:00Z"}}
      """
    ),
    (
      "/_sandbox/webhooks/deliver",
      """
      {"success":true,"data":{"deliveries":[{"deliveryId":"dlv_1","eventId":"evt_order_completed_ord_1",
      "eventType":"order.completed","url":"http://localhost:3000/","scheme":"hex","delivered":true,"status":200,
      "ms":7}]}}
      """
    ),
    (
      "/deposits/references?",
      """
      {"success":true,"data":{"references":[{"depositReference":"user_456","protocols":["evm"],"addressCount":1,
      "totalDeposits":2,"totals":{"USDT":"30.5"},"lastDepositAt":"2025-01-28T10:30:00Z"}],
      "pagination":\(pagination)}}
      """
    ),
    (
      "/deposits/stats",
      """
      {"success":true,"data":{"boundAddressCount":2,"activeReferences":1,"totalDeposits":2,"pendingDeposits":0,
      "totalVolume":{"USDT":"30.5"}}}
      """
    ),
    (
      "/transfers?",
      """
      {"success":true,"data":{"transfers":[{"transferId":"tr_1","businessType":"deposit","orderId":"ord_1",
      "depositReference":"user_456","amount":"30.5","currency":"USDT","chainId":"ethereum-sepolia","txHash":"0xC",
      "isConfirmed":true,"isFailed":false,"detectedAt":"2025-01-28T10:30:00Z"}],"pagination":\(pagination)}}
      """
    ),
    (
      "/address-pool/availability",
      """
      {"success":true,"data":{"protocol":"evm","total":200,"available":150,"allocated":40,"bound":10,
      "coolingDown":0,"archived":0}}
      """
    ),
    (
      "/address-pool/addresses?",
      """
      {"success":true,"data":{"addresses":[{"address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","protocol":"evm","status":"allocated","type":"order",
      "externalId":"ord_1","masterPublicKey":"xpub661"}],"pagination":\(pagination)}}
      """
    ),
    ("/deposits/unbind", #"{"success":true,"message":"ok"}"#),
    (
      "/deposits/references/",
      """
      {"success":true,"data":{"depositReference":"user_456","address":"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359","protocol":"evm","totalDeposits":2,
      "totalAmount":"30.5","boundAt":"2025-01-28T10:30:00Z"}}
      """
    ),
    (
      "/deposits?",
      """
      {"success":true,"data":{"deposits":[{"depositReference":"user_456","amount":"30.5","currency":"USDT",
      "chainId":"ethereum-sepolia","txHash":"0xC","status":"confirmed",
      "createdAt":"2025-01-28T10:30:00Z"}],"pagination":\(pagination)}}
      """
    ),
    (
      "/publish",
      #"{"success":true,"data":{"id":"link_1","slug":"s","status":"published","checkoutUrl":"https://h/s"}}"#
    ),
    ("/archive", #"{"success":true}"#),
    ("/unpublish", #"{"success":true,"data":{"id":"link_1","slug":"s","status":"draft"}}"#),
    ("/restore", #"{"success":true,"data":{"id":"link_1","slug":"s","status":"draft","archived":false}}"#),
    ("/preview-url", #"{"success":true,"data":{"url":"https://h/preview/s?token=t","expiresIn":"10m"}}"#),
    (
      "/payment-links/stats",
      """
      {"success":true,"data":{"totalLinks":2,"publishedLinks":1,"totalOrders":3,"completedOrders":1,
      "pendingOrders":1,"revenue":{"USDT":"2400"},"conversionRate":33}}
      """
    ),
    ("/payment-links?", #"{"success":true,"data":{"paymentLinks":[\#(link)],"pagination":\#(pagination)}}"#),
    ("/payment-links/link_1", #"{"success":true,"data":\#(link)}"#),
    (
      "/payment-links",
      """
      {"success":true,"data":{"id":"link_1","slug":"s","title":"T","amount":"2500","status":"draft",
      "checkoutUrl":"https://h/s","createdAt":"2025-01-28T10:30:00Z"}}
      """
    ),
    (
      "/_sandbox/stories",
      """
      {"success":true,"data":{"storyId":"story_1","story":"reorg","pace":"clock","state":"playing",
      "startedAt":"2025-01-28T10:30:00Z","endsAt":"2025-01-28T10:31:15Z","reference":"story-reorg-1",
      "pageUrl":"http://127.0.0.1:8484/pay/order/ord_1","order":\(order),"steps":[
      {"afterSeconds":0,"time":"2025-01-28T10:30:00Z","done":true,"text":{"en":"An order is made.","zh":"创建订单。"}},
      {"afterSeconds":15,"time":"2025-01-28T10:30:15Z","done":false,"text":{"en":"It is paid.","zh":"付款。"}}],
      "events":[]}}
      """
    ),
    (
      "/_sandbox/payments",
      """
      {"success":true,"data":{"transfer":{"txHash":"0xD","amount":"49.99","currency":"USDT","confirmed":true,
      "credited":true},"order":\(order)}}
      """
    ),
    ("/_sandbox/clock", #"{"success":true,"data":{"time":"2025-01-28T10:45:00Z","endedOrders":1}}"#),
    (
      "/_sandbox/faults",
      #"{"success":true,"data":{"id":"flt_1","route":"POST /api/v1/orders","kind":"status","remaining":1}}"#
    ),
    ("/_sandbox/reset", #"{"success":true,"data":{"time":"2025-01-28T10:30:00Z","orders":2,"faults":0}}"#),
  ]
}
