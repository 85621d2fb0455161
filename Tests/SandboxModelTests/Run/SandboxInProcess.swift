import HTTP
import JSON
import Synchronization

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// A sandbox without a server: asked in this process, and started again on its file whenever the test likes.
final class SandboxInProcess {
  struct Reply {
    let status: Int
    let json: JSONValue

    var data: JSONValue { json["data"] ?? .null }
    var error: String? { json["error"]?.string }
  }

  struct NoAnswer: Error {}

  static let controlToken = "let-me-in"
  private static let root = "http://127.0.0.1:1"
  private static let headers: HTTPHeaders = [
    "Host": "localhost", "Authorization": "Bearer pk_test", "X-Sandbox-Token": controlToken,
    "Content-Type": "application/json",
  ]

  let clock: ModelClock?
  private let configuration: SandboxConfiguration
  private var service: SandboxService?

  /// Without a clock of its own it has the machine's.
  init(file: String, poolSize: Int, clock: ModelClock? = nil) throws {
    self.clock = clock
    configuration = SandboxConfiguration(
      database: .file(path: file), clock: { clock?.now ?? Timestamp.now() }, seed: 42,
      controlToken: Self.controlToken, poolSize: poolSize)
    try restart()
  }

  func restart() throws {
    service = nil
    service = try SandboxSetup.open(configuration).service
  }

  func get(_ target: String) throws -> Reply {
    try call("GET", target, [])
  }

  func post(_ target: String, _ body: JSONValue? = nil) throws -> Reply {
    try call("POST", target, body.map { JSONWriter.bytes(of: $0) } ?? [])
  }

  func call(_ method: String, _ target: String, _ body: [UInt8]) throws -> Reply {
    let request = Request(method: method, target: target, root: Self.root, headers: Self.headers, body: body)
    guard let service, let request else { throw NoAnswer() }
    let plan = Mutex<ReplyPlan?>(nil)
    service.respond(to: request) { answer in plan.withLock { $0 = answer } }
    guard let response = plan.withLock({ $0?.response }) else { throw NoAnswer() }
    return Reply(status: response.status, json: try JSONParser.parse(response.body))
  }
}
