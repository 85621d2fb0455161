import HTTP
import JSON
import Sandbox
import SandboxAPI
import SandboxModel

extension EventType {
  /// The dialects that send events of this type, the usual one first.
  var dialects: [Dialect] {
    switch self {
    case .orderCompleted, .orderExpired, .test: [.documented, .published]
    case .depositPending, .depositConfirmed: [.documented]
    case .orderCreated, .depositCompleted, .depositAddressBound: [.published]
    }
  }
}

/// What happens in a sandbox until it sends an event of a type: orders are made, paid or left to expire.
struct EventStory {
  /// A request that the sandbox did not accept.
  struct Failure: Error {
    let message: String
  }

  let server: SandboxServer
  let transport: any HTTPTransport

  /// Makes a receiver for the type, then plays the story.
  func play(_ type: EventType, to url: WebhookURL, secret: String, _ scheme: SignatureScheme) async throws(Failure) {
    let config: JSONObject = [
      "url": .string(url.text), "secret": .string(secret), "scheme": .string(scheme.rawValue),
    ]
    let endpoint = try await post(
      "/api/v1/notifications/endpoints",
      [
        "endpoint_name": "trigger", "config": .object(config), "subscribed_events": [.string(type.rawValue)],
        "max_retries": 0,
      ])
    switch type {
    case .orderCreated: _ = try await createOrder()
    case .orderCompleted: try await pay(["orderId": .string(try await createOrder())])
    case .orderExpired:
      _ = try await createOrder()
      try await post("/_sandbox/clock", ["advanceMinutes": 60])
    case .depositAddressBound: try await bind()
    case .depositPending, .depositConfirmed, .depositCompleted:
      try await bind()
      try await pay(["depositReference": "user_1", "amount": "25", "confirmed": .bool(type != .depositPending)])
    case .test: try await post("/api/v1/notifications/endpoints/\(endpoint["id"]?.string ?? "")/test", [:])
    }
  }

  private func createOrder() async throws(Failure) -> String {
    let order = try await post(
      "/api/v1/orders",
      ["orderReference": "order_1", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"])
    return order["data"]?["orderId"]?.string ?? ""
  }

  private func bind() async throws(Failure) {
    try await post("/api/v1/deposits/bind", ["depositReference": "user_1", "protocol": "evm"])
  }

  private func pay(_ payment: JSONObject) async throws(Failure) {
    try await post("/_sandbox/payments", payment)
  }

  @discardableResult
  private func post(_ path: String, _ body: JSONObject) async throws(Failure) -> JSONValue {
    let headers: HTTPHeaders = [
      "Authorization": "Bearer \(SandboxKeys.full)", "X-Sandbox-Token": server.controlToken,
      "Content-Type": "application/json",
    ]
    let request = HTTPRequest(
      method: .post, url: server.root + path, headers: headers, body: JSONWriter.bytes(of: .object(body)))
    let response: HTTPResponse
    do throws(HTTPTransportError) {
      response = try await transport.send(request)
    } catch {
      throw Failure(message: "\(error.code.rawValue) \(error.detail)")
    }
    guard 200..<300 ~= response.status else {
      throw Failure(message: "HTTP \(response.status) \(String(decoding: response.body, as: UTF8.self))")
    }
    return (try? JSONParser.parse(response.body)) ?? .null
  }
}
