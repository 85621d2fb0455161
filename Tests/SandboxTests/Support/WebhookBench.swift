import CurlTransport
import HTTP
import JSON
import Synchronization
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What a sandbox needs to send webhooks for real: a client of HTTP, and time that can be moved.
struct WebhookBench: Sendable {
  let transport = CurlTransport()
  let clock = TestClock()
  let alarm: ManualAlarm
  var webhook = SandboxConfiguration.Webhook()

  init() {
    alarm = ManualAlarm(clock)
  }

  @Sendable func sleep(_ now: Timestamp, _ due: Timestamp) async {
    await alarm.sleep(until: due)
  }

  /// A sandbox with an endpoint for the receiver.
  static func run(
    _ receiver: WebhookReceiver, dialect: Dialect = .documented, timeoutMilliseconds: Int = 30_000,
    _ body: (WebhookBench, SandboxFixture) async throws -> Void
  ) async throws {
    let bench = WebhookBench()
    try await bench.run(dialect: dialect) { sandbox in
      try await sandbox.makeEndpoint(receiver, timeoutMilliseconds: timeoutMilliseconds)
      try await body(bench, sandbox)
    }
  }

  func run(
    database: SandboxConfiguration.Storage = .memory, dialect: Dialect = .documented,
    _ body: (SandboxFixture) async throws -> Void
  ) async throws {
    try await SandboxFixture.run(database: database, dialect: dialect, clock: clock, webhooks: self, body)
  }
}

extension SandboxFixture {
  @discardableResult
  func makeEndpoint(_ receiver: WebhookReceiver, timeoutMilliseconds: Int = 30_000) async throws -> String {
    let endpoint = try await makeEndpoint([
      "config": ["url": .string(receiver.url), "secret": .string(WebhookReceiver.secret)],
      "timeout_ms": .number(.init(timeoutMilliseconds)),
    ])
    return endpoint["id"]?.string ?? ""
  }

  /// The only delivery that matches, once it has that status.
  func delivery(_ query: String = "", _ status: Delivery.Status) async throws -> JSONValue {
    while true {
      let deliveries = try await deliveries(query)
      if let delivery = deliveries.first, deliveries.count == 1, delivery["status"]?.string == status.rawValue {
        return delivery
      }
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  func payOrder(_ reference: String) async throws {
    let paid = try await pay(["orderId": .string(try await orderId(reference))])
    try #require(paid.status == 201)
  }
}

/// Sends nothing: accepts every request and keeps it.
final class RecordingTransport: HTTPTransport {
  private let kept = Mutex<[HTTPRequest]>([])

  var requests: [HTTPRequest] { kept.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    kept.withLock { $0.append(request) }
    return HTTPResponse(status: 200)
  }
}
