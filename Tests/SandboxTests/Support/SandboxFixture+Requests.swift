import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

extension SandboxFixture {
  /// A request to `/_sandbox`, with the token unless told otherwise.
  func control(
    _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = controlToken, key: String? = nil
  ) async throws -> WireResponse {
    let headers =
      ["Content-Type: application/json"] + (token.map { ["X-Sandbox-Token: \($0)"] } ?? [])
      + (key.map { ["Authorization: Bearer \($0)"] } ?? [])
    return try await send(method, "/_sandbox" + path, headers, Array((body?.description ?? "").utf8))
  }

  func moveClock(_ body: JSONValue) async throws -> WireResponse {
    try await control("POST", "/clock", body)
  }

  func time() async throws -> String? {
    try await control("GET", "/clock")["time"]
  }
}

extension SandboxFixture {
  func page(_ path: String, _ headers: [String] = []) async throws -> WireResponse {
    try await send("GET", path, headers)
  }

  /// Sends a form; values must not need escapes.
  func submit(_ path: String, _ fields: [(String, String)], _ headers: [String] = []) async throws -> WireResponse {
    let body = fields.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    return try await send(
      "POST", path, ["Content-Type: application/x-www-form-urlencoded"] + headers, Array(body.utf8))
  }

  /// Presses a button on the page of an order.
  func press(_ payment: String, _ id: String) async throws -> WireResponse {
    let token = try await page("/pay/order/\(id)").hidden("token") ?? ""
    return try await submit("/pay/order/\(id)/simulate", [("token", token), ("payment", payment)])
  }
}

extension SandboxFixture {
  /// An endpoint of this tenant; members given replace the default ones.
  @discardableResult
  func makeEndpoint(_ changes: [String: JSONValue?] = [:]) async throws -> JSONValue {
    let created = try await postEndpoint(changes)
    try #require(created.status == 201, "\(created.json)")
    return created.json
  }

  func postEndpoint(_ changes: [String: JSONValue?] = [:]) async throws -> WireResponse {
    var body: JSONObject = [
      "endpoint_name": "shop", "endpoint_type": "webhook",
      "config": ["url": "https://shop.example/hook", "secret": "whsec_0123456789abcdef"],
    ]
    for (name, value) in changes { body[name] = value }
    return try await post("/notifications/endpoints", .object(body))
  }

  func delete(_ path: String) async throws -> WireResponse {
    try await send("DELETE", "/api/v1" + path, ["Authorization: Bearer \(key)"])
  }

  /// All deliveries, or those that match, oldest first.
  func deliveries(_ query: String = "") async throws -> [JSONValue] {
    let logs = try await get("/notifications/logs?limit=100&\(query)")
    try #require(logs.status == 200, "\(logs.json)")
    return try #require(logs.json["logs"]?.array).reversed()
  }

  func eventTypes() async throws -> [String] {
    try await deliveries().compactMap { $0["event_type"]?.string }
  }
}
