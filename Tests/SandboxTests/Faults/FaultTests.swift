import Glibc
import JSON
import NIOCore
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Faults as a client meets them, over a real socket.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  private static let creation = "POST /api/v1/orders"

  private static func inject(
    _ sandbox: SandboxFixture, _ kind: String, _ members: [String: JSONValue] = [:], route: String = creation
  ) async throws -> WireResponse {
    var body: JSONObject = ["route": .string(route), "kind": .string(kind)]
    for (name, value) in members { body[name] = value }
    return try await sandbox.control("POST", "/faults", .object(body))
  }

  /// What comes when an order is asked for, and whether the connection was reset.
  private static func bytesOfCreation(_ sandbox: SandboxFixture) async throws -> (bytes: [UInt8], isReset: Bool) {
    let body = SandboxFixture.order().description
    let request = """
      POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer pk_test\r\n\
      Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """
    do {
      return (try await Wire.exchange(Array(request.utf8), port: sandbox.server.port), false)
    } catch let error as IOError where error.errnoCode == ECONNRESET {
      return ([], true)
    }
  }

  private static func orders(_ sandbox: SandboxFixture) async throws -> Int? {
    try await sandbox.get("/orders").data["pagination"]?["total"]?.number?.integer
  }

  // MARK: Kinds

  @Test(arguments: [
    (400, "ValidationError"), (401, "Unauthorized"), (403, "Forbidden"), (404, "NotFound"), (409, "Conflict"),
    (429, "RateLimitExceeded"), (418, "InjectedFault"), (500, "InternalServerError"), (502, "BadGateway"),
    (503, "ServiceUnavailable"), (504, "GatewayTimeout"), (599, "InjectedFault"),
  ])
  func statusIsAnsweredOnceAndNothingIsDone(_ status: Int, _ name: String) async throws {
    try await SandboxFixture.run { sandbox in
      let fault = try await Self.inject(sandbox, "status", ["status": .number(JSONNumber(status))])
      #expect(fault.status == 201)
      let failed = try await sandbox.createOrder()
      #expect(failed.status == status)
      #expect(failed.error == name)
      #expect(failed.json["success"] == false)
      let orders = try await Self.orders(sandbox)
      #expect(orders == 0)
      let next = try await sandbox.createOrder()
      #expect(next.status == 201)
    }
  }

  @Test func tooManyRequestsSayWhenToComeBack() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "status", ["status": 429])
      _ = try await Self.inject(sandbox, "status", ["status": 429, "retryAfterSeconds": 7])
      _ = try await Self.inject(sandbox, "status", ["status": 503])
      let heads = [
        try await sandbox.createOrder().head, try await sandbox.createOrder().head,
        try await sandbox.createOrder().head,
      ]
      #expect(heads[0].contains("Retry-After: 1") && heads[1].contains("Retry-After: 7"))
      #expect(!heads[2].contains("Retry-After"))
    }
  }

  /// The service's code says `success` only where its outer layers do not speak.
  @Test(arguments: [(401, false), (403, false), (404, true), (429, true), (500, false), (503, false)])
  func publishedDialectHasItsOwnErrorBodies(_ status: Int, _ saysSuccess: Bool) async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      _ = try await Self.inject(sandbox, "status", ["status": .number(JSONNumber(status))])
      let failed = try await sandbox.createOrder()
      #expect(failed.status == status)
      #expect((failed.json["success"] == false) == saysSuccess)
      #expect(failed.message?.hasPrefix("Injected by the sandbox") == true)
    }
  }

  @Test func successFalseIsSaidWith200() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "success_false")
      let failed = try await sandbox.createOrder()
      #expect(failed.status == 200)
      #expect(failed.json["success"] == false)
      let orders = try await Self.orders(sandbox)
      #expect(orders == 0)
    }
  }

  @Test(arguments: [("reset_before", 0), ("reset_after", 1)])
  func connectionIsReset(_ kind: String, _ orders: Int) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, kind)
      let (bytes, isReset) = try await Self.bytesOfCreation(sandbox)
      #expect(bytes.isEmpty)
      #expect(isReset)
      let made = try await Self.orders(sandbox)
      #expect(made == orders)
    }
  }

  @Test func bodyEndsTooEarlyAfterTheEffect() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "truncated_body")
      let (bytes, isReset) = try await Self.bytesOfCreation(sandbox)
      #expect(!isReset)
      let text = String(decoding: bytes, as: UTF8.self)
      let length = try #require(text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) })
      let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
      #expect(text.hasPrefix("HTTP/1.1 201"))
      #expect(parts[1].utf8.count == length / 2)
      let orders = try await Self.orders(sandbox)
      #expect(orders == 1)
    }
  }

  @Test(arguments: [("not_json", "<!DOCTYPE html>"), ("empty_body", "")])
  func bodyIsNoneToReadAfterTheEffect(_ kind: String, _ start: String) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, kind)
      let (bytes, _) = try await Self.bytesOfCreation(sandbox)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("HTTP/1.1 201"))
      #expect(text.contains("\r\n\r\n\(start)"))
      #expect(text.contains("Content-Length: 0") == (kind == "empty_body"))
      let orders = try await Self.orders(sandbox)
      #expect(orders == 1)
    }
  }

  @Test func answerComesAfterTheDelay() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "delay", ["delayMilliseconds": 200])
      let start = ContinuousClock.now
      let made = try await sandbox.createOrder()
      #expect(made.status == 201)
      #expect(start.duration(to: .now) >= .milliseconds(200))
    }
  }

  @Test func effectIsThereWhileTheAnswerIsHeldBack() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "delay", ["delayMilliseconds": 600_000])
      let answer = Task { try? await Self.bytesOfCreation(sandbox) }
      while try await Self.orders(sandbox) == 0 {}
      await sandbox.server.shutdown()
      #expect(await answer.value?.bytes.isEmpty != false)
    }
  }

  @Test func hangEndsWhenTheClientGivesUp() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "hang")
      let request = "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
      let bytes = try await Wire.exchange(Array(request.utf8), port: sandbox.server.port, halfClosing: true)
      #expect(bytes.isEmpty)
      let orders = try await Self.orders(sandbox)
      #expect(orders == 0)
    }
  }

  @Test func sandboxThatHangsCanBeShutDown() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "hang")
      _ = try await Self.inject(sandbox, "delay", ["delayMilliseconds": 600_000])
      let ends = (0..<2).map { _ in Task { try? await Self.bytesOfCreation(sandbox) } }
      var used = 0
      while used < 2 {
        let faults = try await sandbox.control("GET", "/faults").data["faults"]?.array ?? []
        used = faults.count { $0["hits"] == 1 }
      }
      await sandbox.server.shutdown()
      for end in ends { #expect(await end.value?.bytes.isEmpty != false) }
    }
  }

  // MARK: Counting

  @Test func faultIsForItsRouteOnlyAndNeverForControls() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await Self.inject(sandbox, "status", ["status": 503, "count": 1], route: "GET /orders/:orderId")
      _ = try await Self.inject(sandbox, "status", ["status": 500, "probability": 1], route: "*")
      let statuses = [
        try await sandbox.get("/orders/x").status, try await sandbox.get("/orders/x").status,
        try await sandbox.send("GET", "/health").status, try await sandbox.control("GET", "/clock").status,
        try await sandbox.get("/nowhere").status,
      ]
      #expect(statuses == [503, 500, 500, 200, 404])
    }
  }

  @Test func refusedRequestUsesUpItsFaultToo() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.createOrder()
      _ = try await Self.inject(sandbox, "reset_after")
      let (_, isReset) = try await Self.bytesOfCreation(sandbox)
      #expect(isReset)
      let next = try await sandbox.createOrder()
      #expect(next.status == 409)
    }
  }

  @Test func faultsAreListedWithTheirHitsAndCanBeRemoved() async throws {
    try await SandboxFixture.run { sandbox in
      let share = try #require(JSONNumber("0.25"))
      let first = try await Self.inject(sandbox, "delay", ["delayMilliseconds": 1, "count": 2])
      _ = try await Self.inject(sandbox, "reset_before", ["probability": .number(share), "seed": 3], route: "*")
      #expect(first["route"] == Self.creation)
      _ = try await sandbox.createOrder()
      let listed = try await sandbox.control("GET", "/faults").data["faults"]?.array ?? []
      #expect(listed.map { $0["hits"] } == [1, 0])
      #expect(listed.map { $0["remaining"] } == [1, nil])
      #expect(listed.last?["probability"]?.number?.literal == "0.25")
      let removed = try await sandbox.control("DELETE", "/faults/\(first["id"] ?? "")")
      #expect(removed.status == 200)
      let again = try await sandbox.control("DELETE", "/faults/\(first["id"] ?? "")")
      #expect(again.status == 404)
      let rest = try await sandbox.control("DELETE", "/faults")
      #expect(rest.data["removed"] == 1)
    }
  }

  @Test func serversOnOneFileUseUpOneCount() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { one in
        try await SandboxFixture.run(database: file) { other in
          _ = try await Self.inject(one, "status", ["status": 503, "count": 13], route: "GET /api/v1/orders")
          let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
              group.addTask { try await (number.isMultiple(of: 2) ? one : other).get("/orders").status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
          }
          #expect(statuses.count { $0 == 503 } == 13)
          #expect(statuses.count { $0 == 200 } == 27)
        }
      }
    }
  }

  @Test(arguments: [
    (#"{}"#, "Required fields: route, kind"),
    (#"{"route":"POST /api/v1/order","kind":"hang"}"#, "route must be *, or name a route of the API"),
    (#"{"route":"POST /_sandbox/clock","kind":"hang"}"#, "route must be *, or name a route of the API"),
    (#"{"route":"PUT /api/v1/orders","kind":"hang"}"#, "route must be *, or name a route of the API"),
    (#"{"route":"*","kind":"explode"}"#, "kind must be one of status, success_false, gateway_page, hang"),
    (#"{"route":"*","kind":"status"}"#, "Required fields: status"),
    (#"{"route":"*","kind":"status","status":200}"#, "status must be a whole number from 300 to 599"),
    (#"{"route":"*","kind":"hang","status":500}"#, "status goes with the kinds status and gateway_page only"),
    (#"{"route":"*","kind":"delay"}"#, "Required fields: delayMilliseconds"),
    (#"{"route":"*","kind":"delay","delayMilliseconds":600001}"#, "delayMilliseconds must be a whole number"),
    (#"{"route":"*","kind":"hang","count":0}"#, "count must be a whole number from 1 to"),
    (#"{"route":"*","kind":"hang","probability":0}"#, "probability must be above 0 and at most 1"),
    (#"{"route":"*","kind":"hang","probability":1.000001}"#, "probability must be above 0 and at most 1"),
  ])
  func impossibleFaultIsRefused(_ body: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.control("POST", "/faults", try JSONParser.parse(body))
      #expect(refused.status == 400)
      #expect(refused.message?.hasPrefix(message) == true, "\(refused.message ?? "")")
      let listed = try await sandbox.control("GET", "/faults")
      #expect(listed.data["faults"] == [])
    }
  }
}
