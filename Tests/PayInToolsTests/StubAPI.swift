import HTTP
import PayIn
import Synchronization

/// Answers each route as the documentation shows it, or every route with one prepared reply, and records what it is
/// sent.
final class StubAPI: HTTPTransport {
  typealias Reply = Result<HTTPResponse, HTTPTransportError>

  private let fixed: Reply?
  private let lookUp: String
  private let sent = Mutex<[HTTPRequest]>([])

  /// Whether the client only looks whether a reference is taken.
  private static func isLookUp(_ request: HTTPRequest) -> Bool {
    request.url.contains("/orders?orderReference=") && request.url.hasSuffix("limit=100")
  }

  /// Whether the client asks for what is not documented and need not be there.
  private static func isOptional(_ request: HTTPRequest) -> Bool {
    request.url.hasSuffix("/address-pool/summary")
  }

  init(_ fixed: Reply? = nil, lookUp: String = #"{"data":{"orders":[]}}"#) {
    self.fixed = fixed
    self.lookUp = lookUp
  }

  /// Whether a wait asks for it beside what it waits for.
  private static func isAside(_ request: HTTPRequest) -> Bool {
    request.method == .get
      && ["/api/order-status/", "/_sandbox/clock", "/deposits?"].contains { request.url.contains($0) }
      && !request.url.contains("limit=20")
  }

  /// Those that somebody asked for.
  var requests: [HTTPRequest] {
    sent.withLock { $0.filter { !Self.isLookUp($0) && !Self.isOptional($0) && !Self.isAside($0) } }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    if Self.isLookUp(request) { return HTTPResponse(status: 200, body: Array(lookUp.utf8)) }
    if Self.isOptional(request) { return HTTPResponse(status: 404, body: Array(#"{"error":"Not Found"}"#.utf8)) }
    if let fixed { return try fixed.get() }
    let body = Self.documented.first { request.url.contains($0.route) }?.body ?? "{}"
    return HTTPResponse(status: request.method == .get ? 200 : 201, body: Array(body.utf8))
  }

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

  /// The more specific route first.
  private static let documented: [(route: String, body: String)] = [
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
      "chainId":"ethereum-sepolia","txHash":"0xC","status":"confirmed"}],"pagination":\(pagination)}}
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

extension StubAPI.Reply {
  static func json(_ status: Int, _ body: String) -> Self {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
  }
}
