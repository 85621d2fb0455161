import JSON
import Testing

/// Speaks one revision with a server: opens as its era does, numbers the requests, finds the answers by their ids.
final class Client {
  let server: Server
  let revision: Revision
  /// The result of the opening.
  private(set) var opening: JSONValue = [:]
  private var lastID = 0
  private var early: [JSONValue] = []

  init(_ revision: Revision, _ server: Server) async throws {
    self.server = server
    self.revision = revision
    if revision.isModern {
      opening = try await result("server/discover")
    } else {
      server.send(Line.initialize(revision.rawValue))
      opening = try await #require(answer(to: 0)["result"])
      server.send(Line.initialized)
    }
  }

  /// The whole answer.
  func ask(_ method: String, _ params: JSONObject = [:], meta: JSONObject = [:]) async throws -> JSONValue {
    lastID += 1
    let id = JSONValue.number(JSONNumber(lastID))
    server.send(Line.request(id, method, params, revision, meta: meta))
    return try await answer(to: id)
  }

  func result(_ method: String, _ params: JSONObject = [:]) async throws -> JSONValue {
    let answer = try await ask(method, params)
    return try #require(answer["result"], "\(answer)")
  }

  /// The result of a tool.
  func call(_ tool: String, _ arguments: JSONValue = [:], meta: JSONObject = [:]) async throws -> JSONValue {
    let answer = try await ask("tools/call", ["name": .string(tool), "arguments": arguments], meta: meta)
    return try #require(answer["result"], "\(answer)")
  }

  /// The data of a tool that must succeed, read from where every revision has it.
  func data(_ tool: String, _ arguments: JSONValue = [:]) async throws -> JSONValue {
    let result = try await call(tool, arguments)
    try #require(result["isError"] == nil, "\(result)")
    return try result.data
  }

  /// The failure of a tool that must fail.
  func failure(_ tool: String, _ arguments: JSONValue = [:]) async throws -> JSONValue {
    let result = try await call(tool, arguments)
    try #require(result["isError"] == true, "\(result)")
    #expect(try result.data == result["_meta"]?["payin-mcp/error"])
    return try result.data
  }

  private func answer(to id: JSONValue) async throws -> JSONValue {
    if let index = early.firstIndex(where: { $0["id"] == id }) { return early.remove(at: index) }
    while true {
      let answer = try await server.next()
      if answer["id"] == id { return answer }
      early.append(answer)
    }
  }
}

extension JSONValue {
  /// What a tool returned: its structured content, the error of a failure, or the object in its last text.
  var data: JSONValue {
    get throws {
      try self["structuredContent"] ?? self["_meta"]?["payin-mcp/error"] ?? JSONParser.parse(texts.last ?? "")
    }
  }

  /// The texts of a tool's result.
  var texts: [String] {
    self["content"]?.array?.compactMap { $0["text"]?.string } ?? []
  }
}
