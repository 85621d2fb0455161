import JSON
import TestSupport

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Requests to a sandbox, with every reply recorded.
final class APIStory {
  struct Reply {
    let operation: APIDescription.Operation
    let status: Int
    let body: JSONValue

    var question: JSONValue {
      [
        "method": .string(operation.method), "path": .string(operation.path), "status": .number(JSONNumber(status)),
        "body": body,
      ]
    }
  }

  struct NoRoute: Error {}

  let sandbox: SandboxFixture
  private let router = Router(routes: APIDescription.routes)
  private(set) var replies: [Reply] = []

  init(_ sandbox: SandboxFixture) {
    self.sandbox = sandbox
  }

  @discardableResult func get(_ path: String) async throws -> WireResponse {
    try await send("GET", path)
  }

  @discardableResult func post(_ path: String, _ body: JSONValue? = nil) async throws -> WireResponse {
    try await send("POST", path, ["Content-Type: application/json"], Array((body?.description ?? "").utf8))
  }

  @discardableResult func put(_ path: String, _ body: JSONValue) async throws -> WireResponse {
    try await send("PUT", path, ["Content-Type: application/json"], Array(body.description.utf8))
  }

  @discardableResult func send(
    _ method: String, _ target: String, _ headers: [String] = [], _ body: [UInt8] = [], key: String? = "pk_test",
    host: String = "localhost"
  ) async throws -> WireResponse {
    let path = target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    guard case .route(let route, _) = router.match(method: method, path: path) else { throw NoRoute() }
    let authorization = key.map { ["Authorization: Bearer \($0)"] } ?? []
    let response = try await sandbox.send(method, target, headers + authorization, body, host: host)
    replies.append(Reply(operation: route.operation, status: response.status, body: response.json))
    return response
  }

  /// What the description does not allow.
  func problems() async throws -> [String] {
    let questions = replies.map { "\($0.question)\n" }.joined()
    let (status, output) = try await TestThread.run {
      try PythonPeer.answers(of: "Tests/SandboxTests/Contract/peer.py", to: questions)
    }
    let answers = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard status == 0, answers.count == replies.count else { return ["\(answers.count) answers, status \(status)"] }
    return zip(replies, answers).filter { !$1.isEmpty }.map { "\($0.operation) \($0.status): \($1)" }
  }
}
