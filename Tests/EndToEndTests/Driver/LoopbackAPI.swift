import TestSupport

/// A PayIn API of a test's own, which may misbehave, and a key for it.
enum LoopbackAPI {
  /// Must not appear anywhere (row 142).
  static let key = "pk_test_canary_4f9a1c77e20b5d83"

  static let notFound = #"{"success":false,"error":"NotFound","message":"Order not found"}"#

  static func environment(_ api: TestServer, _ more: [String: String] = [:]) -> [String: String] {
    ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": api.url("")].merging(more) { $1 }
  }

  /// Accepts and closes: for tests in which nothing should arrive.
  static func closing() -> TestServer {
    TestServer { _ in }
  }

  /// Answers every request with one status and body.
  static func answering(_ status: Int, _ body: String, fields: [String] = []) -> TestServer {
    .answering { _, peer in peer.reply(status, ["Content-Type: application/json"] + fields, body) }
  }
}

extension Server {
  /// One that calls this API.
  convenience init(
    _ api: TestServer, _ environment: [String: String] = [:], reading: Reading = .atOnce, pieces: Int = 64 * 1024
  ) throws {
    try self.init(
      [], environment: LoopbackAPI.environment(api, environment), api: api, reading: reading, pieces: pieces)
  }
}
