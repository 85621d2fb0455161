import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DeliveryLogRoutesTests {
  @Test(arguments: Dialect.allCases)
  func deliveryWithoutATransportWaitsAndSaysWhy(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let endpoint = try await sandbox.makeEndpoint()
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId())])
      let delivery = try #require(try await sandbox.deliveries("event_type=order.completed").first)
      #expect(delivery["status"] == "pending")
      #expect(delivery["error_message"] == "This sandbox was started without a way to send webhooks")
      #expect(delivery["endpoint_id"] == endpoint["id"])
      #expect(delivery["retry_count"] == 0)
      #expect(delivery["http_status_code"] == .null)
      let read = try await sandbox.get("/notifications/logs/\(delivery["id"]?.string ?? "")")
      #expect(read.json == delivery)
      #expect(delivery["id"]?.string?.hasPrefix("dlv_") == true)
    }
  }

  @Test(arguments: [
    ("status=pending", 2), ("status=failed", 0), ("event_type=order.completed", 1), ("event_type=nonsense", 0),
    ("business_type=order", 1), ("business_type=deposit", 0), ("business_type=test", 1), ("endpoint_id=wep_0", 0),
    ("page=2&limit=1", 1), ("page=3&limit=1", 0), ("", 2),
  ])
  func logIsFiltered(_ query: String, _ count: Int) async throws {
    try await SandboxFixture.run { sandbox in
      let endpoint = try await sandbox.makeEndpoint()
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId())])
      _ = try await sandbox.post("/notifications/endpoints/\(endpoint["id"]?.string ?? "")/test")
      let log = try await sandbox.get("/notifications/logs?\(query)")
      #expect(log.json["logs"]?.array?.count == count)
      #expect(log.json.object?.members.map(\.name) == ["logs", "total", "page", "limit"])
      if query.isEmpty { #expect(log.json["limit"] == 50) }
    }
  }

  @Test(arguments: ["status=lost", "business_type=link", "page=0", "limit=101"])
  func filterThatMeansNothingIsRefused(_ query: String) async throws {
    try await SandboxFixture.run { sandbox in
      let log = try await sandbox.get("/notifications/logs?\(query)")
      #expect(log.status == 400)
      #expect(log.json["error"] == "Failed to get logs")
    }
  }

  @Test func waitingDeliveryIsNotRetried() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      _ = try await sandbox.pay(["orderId": .string(try await sandbox.orderId())])
      let id = try #require(try await sandbox.deliveries().first?["id"]?.string)
      let retried = try await sandbox.post("/notifications/logs/\(id)/retry")
      #expect(retried.status == 400)
      #expect(retried.json["error"] == "Retry failed")
      let foreign = try await sandbox.with(key: "pk_other").post("/notifications/logs/\(id)/retry")
      #expect(foreign.json == ["error": "Notification log not found"])
    }
  }

  @Test func statisticsOfNothingAreZero() async throws {
    try await SandboxFixture.run { sandbox in
      let statistics = try await sandbox.get("/notifications/statistics?start_date=2025-01-01&end_date=2025-01-31")
      #expect(
        statistics.json == [
          "total_sent": 0, "total_success": 0, "total_failed": 0, "total_retried": 0, "avg_response_time_ms": .null,
        ])
      let nonsense = try await sandbox.get("/notifications/statistics?start_date=2025-02-30&end_date=2025-03-01")
      #expect(nonsense.status == 400)
    }
  }
}
