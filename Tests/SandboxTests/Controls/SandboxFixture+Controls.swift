import JSON

@testable import Sandbox

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
