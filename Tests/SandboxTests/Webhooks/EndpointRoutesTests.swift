import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct EndpointRoutesTests {
  @Test(arguments: [(Dialect.documented, "hex"), (.published, "timestamped")])
  func newEndpointIsABareObjectWithItsSecret(_ dialect: Dialect, _ scheme: String) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let endpoint = try await sandbox.makeEndpoint(["subscribed_events": ["order.completed"], "description": "d"])
      #expect(
        endpoint.object?.members.map(\.name) == [
          "id", "organization_id", "endpoint_name", "endpoint_type", "is_enabled", "config", "subscribed_events",
          "max_retries", "timeout_ms", "description", "created_at", "updated_at",
        ])
      #expect(
        endpoint["config"] == [
          "url": "https://shop.example/hook", "secret": "whsec_0123456789abcdef", "scheme": .string(scheme),
        ])
      #expect(endpoint["is_enabled"] == true)
      #expect(endpoint["max_retries"] == 5)
      #expect(endpoint["timeout_ms"] == 30000)
      #expect(endpoint["subscribed_events"] == ["order.completed"])
      #expect(endpoint["created_at"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func secretIsShownOnceAndMaskedAfter() async throws {
    try await SandboxFixture.run { sandbox in
      let endpoint = try await sandbox.makeEndpoint()
      let path = "/notifications/endpoints"
      let id = try #require(endpoint["id"]?.string)
      let answers = [
        try await sandbox.get(path), try await sandbox.get("\(path)/\(id)"),
        try await sandbox.put("\(path)/\(id)", [:]),
      ]
      for answer in answers {
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(!text.contains("0123456789"))
        #expect(text.contains(#""secret":"whsec_…cdef""#), "\(text)")
      }
      #expect(answers[0].json["total"] == 1)
    }
  }

  @Test func endpointWithoutASecretGetsOne() async throws {
    try await SandboxFixture.run { sandbox in
      let endpoint = try await sandbox.makeEndpoint(["config": ["url": "http://localhost:3000/"]])
      #expect(endpoint["config"]?["secret"]?.string?.wholeMatch(of: /whsec_[0-9a-f]{16}/) != nil)
    }
  }

  @Test func changesAreKeptAndTheRestStays() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try #require(try await sandbox.makeEndpoint()["id"]?.string)
      sandbox.clock.advance(minutes: 1)
      let changed = try await sandbox.put(
        "/notifications/endpoints/\(id)",
        [
          "endpoint_name": "other", "config": ["scheme": "timestamped", "secret": "whsec_…cdef"], "is_enabled": false,
          "max_retries": 0, "timeout_ms": 1, "subscribed_events": ["*"],
        ])
      #expect(changed.status == 200)
      let read = try await sandbox.get("/notifications/endpoints/\(id)")
      #expect(read.json == changed.json)
      #expect(read.json["endpoint_name"] == "other")
      #expect(
        read.json["config"] == [
          "url": "https://shop.example/hook", "secret": "whsec_…cdef", "scheme": "timestamped",
        ])
      #expect(read.json["is_enabled"] == false)
      #expect(read.json["updated_at"] == "2025-01-28T10:31:00.000Z")
      let enabled = try await sandbox.get("/notifications/endpoints?is_enabled=true")
      #expect(enabled.json == ["endpoints": [], "total": 0])
    }
  }

  @Test(
    arguments: [
      (["endpoint_name": nil], "endpoint_name"), (["config": nil], "config.url"), (["config": "x"], "config"),
      (["config": ["url": "http://shop.example/"]], "config.url must begin with https://"),
      (["config": ["url": "https://a.example/", "secret": " "]], "config.secret"),
      (["config": ["url": "https://a.example/", "scheme": "md5"]], "config.scheme must be one of hex, timestamped"),
      (["endpoint_type": "email"], "endpoint_type must be webhook"), (["max_retries": 11], "max_retries"),
      (["timeout_ms": 0], "timeout_ms must be a whole number from 1 to 60000"), (["is_enabled": "yes"], "is_enabled"),
      (["subscribed_events": ["order.paid"]], "subscribed_events must be a list of *, order.created"),
    ] as [([String: JSONValue?], String)])
  func endpointThatCannotWorkIsRefused(_ changes: [String: JSONValue?], _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.postEndpoint(changes)
      #expect(refused.status == 400)
      #expect(refused.json["error"] == "Failed to create endpoint")
      #expect(refused.message?.contains(message) == true, "\(refused.json)")
      let list = try await sandbox.get("/notifications/endpoints")
      #expect(list.json["total"] == 0)
    }
  }

  @Test func endpointIsItsTenantsOwn() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try #require(try await sandbox.makeEndpoint()["id"]?.string)
      let other = sandbox.with(key: "pk_other")
      let path = "/notifications/endpoints/\(id)"
      let answers = [
        try await other.get(path), try await other.put(path, [:]), try await other.delete(path),
        try await other.post("\(path)/test"),
      ]
      for answer in answers {
        #expect(answer.status == 404)
        #expect(answer.json == ["error": "Endpoint not found"])
      }
      _ = try await other.orderId()
      sandbox.clock.advance(minutes: 15)
      #expect(try await sandbox.eventTypes().isEmpty)
    }
  }

  @Test func removedEndpointReceivesNothingAndItsLogStays() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try #require(try await sandbox.makeEndpoint()["id"]?.string)
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId("a"))])
      let deleted = try await sandbox.delete("/notifications/endpoints/\(id)")
      #expect(deleted.json == ["success": true])
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId("b"))])
      let deliveries = try await sandbox.deliveries("endpoint_id=\(id)")
      #expect(deliveries.map { $0["status"] } == ["cancelled"])
      let again = try await sandbox.delete("/notifications/endpoints/\(id)")
      #expect(again.status == 404)
    }
  }

  @Test func onlySubscribedEventsAreSent() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint(["subscribed_events": ["order.expired"]])
      try await sandbox.makeEndpoint(["is_enabled": false])
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId("a"))])
      _ = try await sandbox.orderId("b")
      sandbox.clock.advance(minutes: 15)
      _ = try await sandbox.get("/orders")
      #expect(try await sandbox.eventTypes() == ["order.expired"])
    }
  }

  @Test func testEventIsSentWhateverIsSubscribed() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try #require(try await sandbox.makeEndpoint(["subscribed_events": []])["id"]?.string)
      let tested = try await sandbox.post("/notifications/endpoints/\(id)/test")
      #expect(tested.json == ["success": true])
      let delivery = try #require(try await sandbox.deliveries().first)
      #expect(delivery["event_type"] == "test.event")
      #expect(delivery["event_id"]?.string?.hasPrefix("test_") == true)
      #expect(
        delivery["payload"]?["data"] == [
          "message": "This is a test notification from PayIn", "endpoint_id": .string(id), "endpoint_name": "shop",
        ])
    }
  }
}
