import HTTP
import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1))) struct StoryControlTests {
  private static func start(_ sandbox: SandboxFixture, _ story: String) async throws -> WireResponse {
    try await sandbox.control("POST", "/stories", ["story": .string(story), "pace": "clock"], key: "pk_test")
  }

  @Test func emptyPoolIsRefilledWithWhatWasTaken() async throws {
    try await SandboxFixture.run(poolSize: 3) { sandbox in
      let own = try await sandbox.get("/address-pool/addresses?protocol=evm").data["addresses"]?.array?.first
      let archived = try await sandbox.patch("/address-pool/addresses/\(own?["address"]?.string ?? "")/archive")
      #expect(archived.status == 200)
      _ = try await Self.start(sandbox, "pool_empty")
      let refused = try await sandbox.createOrder()
      #expect(refused.error == "InsufficientAddresses")
      #expect(try await sandbox.createOrder("tron", ["currency": "USDT", "chainId": "tron-nile"]).status == 201)
      sandbox.clock.advance(seconds: 60)
      let pool = try await sandbox.control("GET", "/state").data["pool"]?["evm"]
      #expect(pool?["archived"] == 1 && pool?["available"] == 1 && pool?["coolingDown"] == 1, "\(pool ?? .null)")
    }
  }

  @Test func storyGoesOnWhenItsOrderWasPaidMeanwhile() async throws {
    try await SandboxFixture.run { sandbox in
      let played = try await Self.start(sandbox, "checkout_paid")
      let id = try #require(played.data["order"]?["orderId"]?.string)
      let paid = try await sandbox.pay(["orderId": .string(id)])
      #expect(paid.data["order"]?["status"] == "completed")
      sandbox.clock.advance(seconds: 60)
      let story = try await sandbox.control("GET", "/stories/\(played["storyId"] ?? "")")
      #expect(story["state"] == "ended")
      let problems = (story.data["steps"]?.array ?? []).map { $0["result"]?["problem"]?["en"]?.string }
      #expect(problems[1] == "Nothing is missing: give an amount")
      #expect(problems[0] == nil && problems[2] == nil)
      #expect(story.data["order"]?["receivedAmount"] == "25")
    }
  }

  @Test func resetEndsStories() async throws {
    try await SandboxFixture.run(poolSize: 2) { sandbox in
      let played = try await Self.start(sandbox, "pool_empty")
      let reset = try await sandbox.control("POST", "/reset")
      #expect(reset.status == 200)
      #expect(reset.data["stories"] == 1)
      sandbox.clock.advance(minutes: 5)
      #expect(try await sandbox.control("GET", "/stories/\(played["storyId"] ?? "")").status == 404)
      let state = try await sandbox.control("GET", "/state").data
      #expect(state["orders"]?["pending"] == 0 && state["pool"]?["evm"]?["available"] == 2)
    }
  }

  /// The first two attempts are the story's; the third one is sent.
  @Test func endpointGetsTheEventAtTheThirdAttempt() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver) { bench, sandbox in
      let played = try await Self.start(sandbox, "webhook_down_then_up")
      let id = played.data["order"]?["orderId"]?.string ?? ""
      for seconds: Int64 in [30, 1] {
        bench.alarm.advance(seconds: seconds)
        let story = try await sandbox.control("GET", "/stories/\(played["storyId"] ?? "")")
        #expect(story.status == 200)
        let delivery = try await sandbox.delivery("event_type=order.completed", .pending)
        #expect(delivery["http_status_code"] == 503, "\(delivery)")
        #expect(delivery["error_message"] == "the story plays an endpoint that is down")
      }
      bench.alarm.advance(seconds: 2)
      let delivered = try await sandbox.delivery("event_type=order.completed", .success)
      #expect(delivered["event_id"]?.string == "evt_order_completed_\(id)")
      #expect(receiver.accepted == 1)
    }
  }

  /// The sender of webhooks wakes for the next step.
  @Test func stepsArePlayedWithoutARequest() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver) { bench, sandbox in
      _ = try await Self.start(sandbox, "overpaid")
      for _ in 0..<2 {
        await bench.alarm.slept(seconds: 15)
        bench.alarm.advance(seconds: 15)
      }
      #expect(await receiver.take().first?.eventType == "order.completed")
    }
  }

  @Test func storyWithoutAnEndpointSaysSo() async throws {
    try await SandboxFixture.run { sandbox in
      let played = try await sandbox.control("POST", "/stories", ["story": "webhook_down_then_up"])
      #expect(played["state"] == "ended")
      let problems = Self.problems(played)
      #expect(problems.map { $0 == nil } == [true, true, false, false, false])
      for problem in problems.compactMap(\.self) {
        #expect(
          problem["en"]?.string?.hasPrefix("No webhook endpoint is set, so nothing is sent") == true, "\(problem)")
        #expect(problem["zh"]?.string?.hasPrefix("未设置 webhook 端点") == true, "\(problem)")
      }
    }
  }

  private static func problems(_ story: WireResponse) -> [JSONValue?] {
    (story.data["steps"]?.array ?? []).map { $0["result"]?["problem"] }
  }

  /// A step that says how the order ends is corrected where it did not end so.
  @Test func storyWhoseOrderEndsOtherwiseSaysSo() async throws {
    try await SandboxFixture.run { sandbox in
      let played = try await Self.start(sandbox, "underpaid_expired")
      _ = try await sandbox.pay(["orderId": .string(played.data["orderId"]?.string ?? "")])
      sandbox.clock.advance(seconds: 120)
      let story = try await sandbox.control("GET", "/stories/\(played["storyId"] ?? "")")
      #expect(Self.problems(story).last??["en"] == "The order is completed", "\(story.json)")
      #expect(Self.problems(story).last??["zh"] == "订单状态为 completed")
    }
  }

  /// Nothing can be paid or confirmed without an order, and there is no page of it.
  @Test func storyWithoutAnAddressSaysWhatWasNotDone() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      _ = try await sandbox.createOrder()
      let played = try await sandbox.control("POST", "/stories", ["story": "pool_empty"])
      #expect(played.data["pageUrl"] == nil)
      let problems = Self.problems(played)
      #expect(problems.map { $0 == nil } == [true, true, true, false, false])
      #expect(problems[3]?["zh"]?.string?.hasPrefix("地址池中没有空闲") == true, "\(problems)")
      #expect(problems[4]?["zh"]?.string?.hasPrefix("该故事没有订单") == true, "\(problems)")
    }
  }

  /// The clock is everyone's, so that a story at once ends the orders of others.
  @Test(arguments: [("checkout_paid", 60), ("underpaid_expired", 120)])
  func storyAtOnceSaysWhatTheClockDidToOthers(_ story: String, _ seconds: Int) async throws {
    try await SandboxFixture.run { sandbox in
      let other = try await sandbox.createOrder("mine", ["paymentWindowMinutes": 1, "graceMinutes": 0])
      let played = try await sandbox.control("POST", "/stories", ["story": .string(story)])
      let clock = played.data["clock"]
      #expect(clock?["aheadSeconds"] == .number(JSONNumber(seconds)), "\(played.json)")
      #expect(clock?["endedOrders"] == 1)
      #expect(clock?["time"]?.string == played["endsAt"])
      #expect(try await sandbox.get("/orders/\(other["orderId"] ?? "")")["status"] == "expired")
      #expect(try await Self.start(sandbox, story).data["clock"] == nil)
    }
  }

  @Test(arguments: [
    (#"{}"#, 400, "Required fields: story"), (#"{"story":7}"#, 400, "story must be a string"),
    (#"{"story":"happy_end"}"#, 400, "story must be one of checkout_paid, paid_in_two_parts, overpaid"),
    (#"{"story":"reorg","pace":"slow"}"#, 400, "pace must be one of at_once, clock"),
  ])
  func impossibleStoryIsRefused(_ body: String, _ status: Int, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.control("POST", "/stories", try JSONParser.parse(body))
      #expect(refused.status == status)
      #expect(refused.message?.hasPrefix(message) == true, "\(refused.message ?? "")")
    }
  }

  @Test func storyThatCannotStartLeavesNothing() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      _ = try await sandbox.createOrder()
      for pace in ["at_once", "clock"] {
        let refused = try await sandbox.control("POST", "/stories", ["story": "overpaid", "pace": .string(pace)])
        #expect(refused.status == 409)
        #expect(refused.error == "InsufficientAddresses")
      }
      #expect(try await sandbox.control("GET", "/stories").data["started"] == [])
      #expect(try await sandbox.time() == sandbox.clock.now.description)
    }
  }

  @Test func storyBelongsToTheKeyItIsStartedWith() async throws {
    try await SandboxFixture.run { sandbox in
      let own = try await sandbox.control("POST", "/stories", ["story": "overpaid"], key: "pk_mine")
      let path = "/stories/\(own["storyId"] ?? "")"
      #expect(try await sandbox.control("GET", path, key: "pk_other").status == 404)
      #expect(try await sandbox.with(key: "pk_mine").get("/orders").data["pagination"]?["total"] == 1)
      #expect(try await sandbox.control("POST", "/stories", ["story": "overpaid"]).status == 201)
      let standard = sandbox.with(key: "pk_test_embedded_sandbox")
      #expect(try await standard.get("/orders").data["pagination"]?["total"] == 1)
      #expect(try await sandbox.control("GET", "/stories").data["started"]?.array?.count == 2)
      #expect(try await sandbox.control("GET", "/stories", key: "pk_mine").data["started"]?.array?.count == 1)
      #expect(try await sandbox.control("POST", "/stories", token: "guess").status == 403)
    }
  }

  @Test func everyStoryIsListedInBothLanguages() async throws {
    try await SandboxFixture.run { sandbox in
      let stories = try await sandbox.control("GET", "/stories").data["stories"]?.array ?? []
      #expect(stories.compactMap { $0["story"]?.string } == Story.Name.allCases.map(\.rawValue))
      for story in stories {
        let texts = [story["title"], story["end"]] + (story["steps"]?.array ?? []).map { $0["text"] }
        for text in texts {
          #expect(text?["en"]?.string?.isEmpty == false)
          let chinese = text?["zh"]?.string ?? ""
          #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(chinese)")
        }
      }
    }
  }
}
