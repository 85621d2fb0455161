import JSON
import Testing

/// A client of one revision and ability, with a person who answers what is asked in one way. Several may speak with one
/// server after the other.
struct AskedClient {
  enum Ability: String, CaseIterable, CustomTestStringConvertible {
    case a = "A"
    case c = "C"
    case cForm = "C form"
    case d = "D"
    case dURL = "D url"
    case dForm = "D form"
    case n = "N"
    case nForm = "N form"

    var testDescription: String { rawValue }
    var canAsk: Bool { rawValue.hasSuffix("form") }

    var revision: Revision {
      switch self {
      case .a: .november2024
      case .c, .cForm: .june2025
      case .d, .dURL, .dForm: .november2025
      case .n, .nForm: .july2026
      }
    }

    var capabilities: JSONValue {
      switch self {
      case .a, .cForm: ["elicitation": [:]]
      case .c, .d, .n: [:]
      case .dURL: ["elicitation": ["url": [:]]]
      case .dForm, .nForm: ["elicitation": ["form": [:]]]
      }
    }
  }

  enum Reply: String, CaseIterable, CustomTestStringConvertible {
    case accept, decline, cancel
    case boxEmpty = "box empty"
    case malformed, error
    /// Accepts twice.
    case replayed
    /// Never answers; then the input ends.
    case silence
    // These are answers of clients that cannot ask: without a token, and with one.
    case none
    case token
    case tokenReplayed = "token replayed"
    case tokenElsewhere = "other's token"

    var testDescription: String { rawValue }
    static let answers: [Reply] = [.accept, .decline, .cancel, .boxEmpty, .malformed, .error, .replayed, .silence]
    static let steps: [Reply] = [.none, .token, .tokenReplayed, .tokenElsewhere]

    /// The response of the client, as members of its message; nil for silence.
    fileprivate var response: (name: String, value: JSONValue)? {
      switch self {
      case .accept, .replayed: ("result", ["action": "accept", "content": ["confirm": true]])
      case .decline: ("result", ["action": "decline"])
      case .cancel: ("result", ["action": "cancel"])
      case .boxEmpty: ("result", ["action": "accept", "content": ["confirm": false]])
      case .malformed: ("result", ["action": "accept", "content": ["confirm": "true"]])
      case .error: ("error", ["code": -32601, "message": "Method not found"])
      default: nil
      }
    }
  }

  let server: Server
  let ability: Ability
  /// Counts the requests of all clients of a server, so that no id comes twice.
  private let ids: Counter

  final class Counter {
    private var last = 0
    func next() -> JSONValue {
      last += 1
      return .number(JSONNumber(last))
    }
  }

  init(_ ability: Ability, _ server: Server, _ ids: Counter, isReady: Bool = true) async throws {
    (self.server, self.ability, self.ids) = (server, ability, ids)
    guard !ability.revision.isModern else { return }
    let id = ids.next()
    server.send(
      Line.request(
        id, "initialize",
        [
          "protocolVersion": .string(ability.revision.rawValue), "capabilities": ability.capabilities,
          "clientInfo": ["name": "asked", "version": "1"],
        ]))
    _ = try await answer(to: id, nil)
    if isReady { server.send(Line.initialized) }
  }

  /// How a call ends: `done`, a failure's code, `asked` where a question is still open, or the code of an error.
  func outcome(_ tool: String, _ arguments: JSONObject, _ reply: Reply) async throws -> String {
    let first = try await call(tool, arguments, reply)
    if let token = first["result"]?["_meta"]?["payin-mcp/error"]?["confirmationToken"], reply != .none {
      return Self.outcome(try await secondStep(tool, arguments, token, reply))
    }
    guard let state = first["result"]?["requestState"], let response = reply.response else {
      return Self.outcome(first)
    }
    let answers: JSONValue = response.name == "error" ? [:] : ["confirm": response.value]
    let retry: JSONObject = ["inputResponses": answers, "requestState": state]
    let second = try await call(tool, arguments, reply, more: retry)
    if reply == .replayed {
      let third = try await call(tool, arguments, reply, more: retry)
      #expect(Self.outcome(third) == "asked")
    }
    return Self.outcome(second)
  }

  private func secondStep(
    _ tool: String, _ arguments: JSONObject, _ token: JSONValue, _ reply: Reply
  ) async throws -> JSONValue {
    var arguments = arguments
    arguments["confirmationToken"] = token
    if reply == .tokenElsewhere { arguments["amount"] = "999" }
    let second = try await call(tool, arguments, reply)
    if reply == .tokenReplayed {
      let third = try await call(tool, arguments, reply)
      #expect(Self.outcome(third) == "confirmation_required")
    }
    return second
  }

  /// The answer to one request, with whatever the server asks on the way answered.
  func call(_ tool: String, _ arguments: JSONObject, _ reply: Reply, more: JSONObject = [:]) async throws -> JSONValue {
    let id = ids.next()
    var params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
    for member in more.members { params.append(member.name, member.value) }
    if ability.revision.isModern {
      params["_meta"] = [Line.version: .string(ability.revision.rawValue), Line.capabilities: ability.capabilities]
    }
    server.send(Line.request(id, "tools/call", params))
    return try await answer(to: id, reply)
  }

  private func answer(to id: JSONValue, _ reply: Reply?) async throws -> JSONValue {
    while true {
      let message = try await server.next()
      if message["method"] == nil, message["id"] == id { return message }
      guard message["method"] == "elicitation/create", let reply, let question = message["id"] else { continue }
      guard let response = reply.response else {
        server.closeInput()
        continue
      }
      let line = "\(["jsonrpc": "2.0", "id": question, response.name: response.value] as JSONValue)"
      server.send(line)
      if reply == .replayed { server.send(line) }
    }
  }

  private static func outcome(_ answer: JSONValue) -> String {
    guard let result = answer["result"] else { return "\(answer["error"]?["code"] ?? .null)" }
    if result["resultType"] == "input_required" { return "asked" }
    guard result["isError"] == true else { return "done" }
    return result["_meta"]?["payin-mcp/error"]?["code"]?.string ?? "?"
  }
}
