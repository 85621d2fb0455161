import JSON
import Testing

@testable import Sandbox

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

  /// Of all deliveries, or those that match, oldest first.
  func deliveries(_ query: String = "") async throws -> [JSONValue] {
    let logs = try await get("/notifications/logs?limit=100&\(query)")
    try #require(logs.status == 200, "\(logs.json)")
    return try #require(logs.json["logs"]?.array).reversed()
  }

  func eventTypes() async throws -> [String] {
    try await deliveries().compactMap { $0["event_type"]?.string }
  }
}
