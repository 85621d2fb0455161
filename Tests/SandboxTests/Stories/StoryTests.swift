import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct StoryTests {
  /// What the contract says of each story: the seconds it takes, the end of its order, what that has received, and the
  /// events of both dialects.
  struct Ending: Sendable {
    let story: String
    let seconds: Int64
    let status: String
    let received: String
    let documented: [String]
    let published: [String]
  }

  static let endings = [
    ending("checkout_paid", 60, "completed", "25"), ending("paid_in_two_parts", 60, "completed", "25"),
    ending("overpaid", 30, "completed", "27.5"), ending("underpaid_expired", 120, "expired", "12.5"),
    ending("late_in_grace", 90, "completed", "25"), ending("wrong_token", 45, "completed", "25"),
    ending("reorg", 75, "completed", "25"), ending("pool_empty", 60, "completed", "25"),
    ending("webhook_down_then_up", 33, "completed", "25"),
  ]

  private static func ending(_ story: String, _ seconds: Int64, _ status: String, _ received: String) -> Ending {
    Ending(
      story: story, seconds: seconds, status: status, received: received, documented: ["order.\(status)"],
      published: ["order.created", "order.\(status)"])
  }

  @Test(arguments: endings, Dialect.allCases)
  func storyAtOnceEndsAsItSays(_ ending: Ending, _ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      try await sandbox.makeEndpoint()
      let played = try await sandbox.control("POST", "/stories", ["story": .string(ending.story)], key: "pk_test")
      #expect(played.status == 201, "\(played.json)")
      #expect(played["state"] == "ended" && played["pace"] == "at_once")
      let steps = played.data["steps"]?.array ?? []
      #expect(steps.allSatisfy { $0["done"] == true && $0["result"]?["problem"] == nil }, "\(steps)")
      let order = played.data["order"]
      #expect(order?["status"]?.string == ending.status)
      #expect(order?["receivedAmount"]?.string == ending.received)
      #expect(order?["orderReference"]?.string?.hasPrefix("story-\(ending.story.replacing("_", with: "-"))-") == true)
      #expect(played["pageUrl"] == order?["paymentUrl"]?.string)
      let events = (played.data["events"]?.array ?? []).compactMap { $0["type"]?.string }
      #expect(events == (dialect == .documented ? ending.documented : ending.published))
      #expect(try await sandbox.eventTypes() == events)
      let end = sandbox.clock.now.adding(seconds: ending.seconds)
      #expect(try await sandbox.time() == end.description)
      #expect(played["endsAt"] == end.description)
      #expect((order?["completedAt"] ?? order?["expiredAt"])?.string != nil)
      let read = try await sandbox.control("GET", "/stories/\(played["storyId"] ?? "")")
      var told = played.data.object ?? [:]
      told["clock"] = nil
      #expect(read.data == .object(told))
      let page = try await sandbox.page("/pay/order/\(order?["orderId"]?.string ?? "")")
      #expect(page.status == 200)
    }
  }

  @Test(arguments: Dialect.allCases)
  func twoDepositsAddUp(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let played = try await sandbox.control("POST", "/stories", ["story": "deposit_twice"], key: "pk_test")
      #expect(played.status == 201, "\(played.json)")
      #expect(played.data["depositor"]?["totals"] == ["USDC": "25"])
      #expect(played.data["depositor"]?["totalDeposits"] == 2)
      let events = (played.data["events"]?.array ?? []).compactMap { $0["type"]?.string }
      let twice = dialect == .documented ? ["deposit.pending", "deposit.confirmed"] : ["deposit.completed"]
      #expect(events == (dialect == .documented ? [] : ["deposit.address_bound"]) + twice + twice)
      let totals = (played.data["steps"]?.array ?? []).map { $0["result"]?["totals"]?["USDC"]?.string }
      #expect(totals == [nil, nil, "10", "10", "25"])
    }
  }

  /// The declaration says of each step which events it causes; this is what it causes.
  @Test(arguments: Story.Name.allCases, Dialect.allCases)
  func stepCausesTheEventsItIsDocumentedWith(_ name: Story.Name, _ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let body: JSONValue = ["story": .string(name.rawValue), "pace": "clock"]
      let played = try await sandbox.control("POST", "/stories", body)
      let path = "/stories/\(played["storyId"] ?? "")"
      let start = sandbox.clock.now
      var seen = 0
      for step in Story.named(name).steps {
        let passed = (sandbox.clock.now.milliseconds - start.milliseconds) / 1000
        sandbox.clock.advance(seconds: Int64(step.seconds) - passed)
        let events = try await sandbox.control("GET", path).data["events"]?.array ?? []
        let types = events.dropFirst(seen).compactMap { $0["type"]?.string }
        #expect(types == step.events(in: dialect).map(\.rawValue), "\(name) at \(step.seconds) s")
        #expect(events.dropFirst(seen).allSatisfy { $0["createdAt"]?.string == sandbox.clock.now.description })
        seen = events.count
      }
      #expect(try await sandbox.control("GET", path)["state"] == "ended")
    }
  }

  @Test func stateIsNeverBetterThanTheChain() async throws {
    try await SandboxFixture.run { sandbox in
      let played = try await sandbox.control("POST", "/stories", ["story": "reorg", "pace": "clock"], key: "pk_test")
      let id = try #require(played.data["order"]?["orderId"]?.string)
      var received: [String?] = []
      for _ in 0...5 {
        received.append(try await sandbox.get("/orders/\(id)")["receivedAmount"])
        sandbox.clock.advance(seconds: 15)
      }
      #expect(received == ["0", "25", "25", "0", "25", "25"])
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["status"] == "completed")
      #expect(order["completedAt"] == "2025-01-28T10:31:15.000Z")
      #expect(try await sandbox.get("/transfers").data["pagination"]?["total"] == 1)
    }
  }

  /// Whether the clock is moved by the machine or on request, and however far: each step has its own time.
  @Test(arguments: [true, false])
  func stepsThatWereMissedArePlayedAtTheirOwnTimes(_ isOnRequest: Bool) async throws {
    try await SandboxFixture.run { sandbox in
      let played = try await sandbox.control(
        "POST", "/stories", ["story": "late_in_grace", "pace": "clock"], key: "pk_test")
      let path = "/orders/\(played.data["order"]?["orderId"]?.string ?? "")"
      if isOnRequest {
        let moved = try await sandbox.moveClock(["advanceMinutes": 60])
        #expect(moved.data["endedOrders"] == 0)
      } else {
        sandbox.clock.advance(minutes: 60)
      }
      let order = try await sandbox.get(path)
      #expect(order["completedAt"] == "2025-01-28T10:31:30.000Z")
      #expect(order["status"] == "completed")
    }
  }

  @Test func storyOutlivesItsProcessAndIsPlayedOnceByAnyOther() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: folder + "/sandbox.sqlite")
      let clock = TestClock()
      let story = try await SandboxFixture.run(database: file, clock: clock) { sandbox in
        let played = try await sandbox.control(
          "POST", "/stories", ["story": "paid_in_two_parts", "pace": "clock"], key: "pk_test")
        return played["storyId"] ?? ""
      }
      clock.advance(seconds: 15)
      try await SandboxFixture.run(database: file, clock: clock) { first in
        try await SandboxFixture.run(database: file, clock: clock) { second in
          for sandbox in [first, second, first, second] {
            let read = try await sandbox.control("GET", "/stories/\(story)")
            let done = (read.data["steps"]?.array ?? []).count { $0["done"] == true }
            #expect(done == Int(clock.now.milliseconds - 1_738_060_200_000) / 15_000 + 1)
            clock.advance(seconds: 15)
          }
          #expect(try await second.control("GET", "/stories/\(story)")["state"] == "ended")
          #expect(try await first.get("/transfers").data["pagination"]?["total"] == 2)
          let events = try await first.control("GET", "/webhooks").data["events"]?.array
          #expect(events?.count == 1)
        }
      }
    }
  }
}
