import HTTP
import JSON

extension Request {
  /// What a program would have sent instead of a browser, so that both are read by the same rules.
  func posting(_ body: JSONObject) throws -> Request {
    guard
      let request = Request(
        method: "POST", target: "/", root: root, headers: ["Content-Type": "application/json"],
        body: JSONWriter.bytes(of: .object(body)))
    else { throw APIError.internalError("no request") }
    return request
  }
}
