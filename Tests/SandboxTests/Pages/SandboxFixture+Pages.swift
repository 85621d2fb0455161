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
