import JSON

/// Lines that a client writes.
enum Line {
  static let version = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"

  static func request(
    _ id: JSONValue, _ method: String, _ params: JSONObject = [:], _ revision: Revision, meta: JSONObject = [:]
  ) -> String {
    var params = params
    var members = revision.isModern ? envelope : [:]
    for member in meta.members { members[member.name] = member.value }
    if !members.isEmpty { params["_meta"] = .object(members) }
    return request(id, method, params)
  }

  /// A request without the modern envelope.
  static func request(_ id: JSONValue, _ method: String, _ params: JSONObject = [:]) -> String {
    var object: JSONObject = ["jsonrpc": "2.0", "id": id, "method": .string(method)]
    if !params.isEmpty { object.append("params", .object(params)) }
    return "\(JSONValue.object(object))"
  }

  static func notification(_ method: String, _ params: JSONObject = [:]) -> String {
    "\(["jsonrpc": "2.0", "method": .string(method), "params": .object(params)] as JSONValue)"
  }

  static func call(
    _ id: JSONValue, _ tool: String, _ arguments: JSONValue = [:], _ revision: Revision, meta: JSONObject = [:]
  ) -> String {
    request(id, "tools/call", ["name": .string(tool), "arguments": arguments], revision, meta: meta)
  }

  static func initialize(_ revision: String, id: JSONValue = 0) -> String {
    request(
      id, "initialize",
      [
        "protocolVersion": .string(revision), "capabilities": [:],
        "clientInfo": ["name": "end-to-end", "version": "1"],
      ])
  }

  static let initialized = notification("notifications/initialized")

  static func cancel(_ id: JSONValue) -> String {
    notification("notifications/cancelled", ["requestId": id])
  }

  private static let envelope: JSONObject = [version: .string(Revision.july2026.rawValue), capabilities: [:]]
}
