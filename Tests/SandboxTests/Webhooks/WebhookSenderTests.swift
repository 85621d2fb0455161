import JSON
import Synchronization
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Real requests to a receiver on loopback, by a clock that is moved.
@Suite(.timeLimit(.minutes(1)))
struct WebhookSenderTests {
  // MARK: Requests

  @Test func requestInTheDocumentedScheme() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver) { _, sandbox in
      try await sandbox.payOrder("order-1")
      let request = try #require(await receiver.take().first)
      let delivery = try await sandbox.delivery("", .success)
      #expect(request.lines[0] == "POST /webhooks/payin?shop=1 HTTP/1.1")
      #expect(request.values("Content-Type") == ["application/json"])
      #expect(request.values("User-Agent") == ["PayIn-Webhook/1.0"])
      #expect(request.values("X-PayIn-Event-Type") == ["order.completed"])
      #expect(request.values("X-PayIn-Event-Id").first == delivery["event_id"]?.string)
      #expect(request.values("X-PayIn-Delivery-Id").first == delivery["id"]?.string)
      #expect(request.values("x-payin-signature").first?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
      #expect(request.lines.contains { $0.hasPrefix("x-payin-signature: ") })
      #expect(try JSONParser.parse(request.body) == delivery["payload"])
      #expect(delivery["http_status_code"] == 200)
      #expect(delivery["response_body"] == #"{"received":true}"#)
      #expect(delivery["retry_count"] == 0)
      #expect(delivery["error_message"] == .null)
      #expect(delivery["completed_at"] == "2025-01-28T10:30:00.000Z")
    }
  }

  /// The stamp is by the receiver's clock, whatever the sandbox's says.
  @Test func requestInTheOtherScheme() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver, dialect: .published) { _, sandbox in
      _ = try await sandbox.orderId()
      let request = try #require(await receiver.take().first)
      let signature = try #require(request.values("X-PayIn-Signature").first)
      let match = try #require(signature.wholeMatch(of: /t=(\d+),v1=[0-9a-f]{64}/))
      let age = Timestamp.now().milliseconds / 1000 - (Int64(match.1) ?? 0)
      #expect((0...60).contains(age))
      #expect(request.values("X-PayIn-Event-Type") == ["order.created"])
      #expect(try JSONParser.parse(request.body)["created_at"] == "2025-01-28T10:30:00.000Z")
    }
  }

  // MARK: Retries

  @Test func serverErrorIsRetriedUntilItIsNone() async throws {
    let receiver = WebhookReceiver(500, 503, 200)
    try await WebhookBench.run(receiver) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      for seconds in [1, 2] as [Int64] {
        await bench.alarm.slept(seconds: seconds)
        let waiting = try await sandbox.delivery("", .pending)
        #expect(waiting["error_message"]?.string == (seconds == 1 ? "HTTP 500" : "HTTP 503"))
        bench.alarm.advance(seconds: seconds)
      }
      let delivery = try await sandbox.delivery("", .success)
      #expect(delivery["retry_count"] == 2)
      let requests = await receiver.take(3)
      #expect(Set(requests.map(\.eventId)).count == 1)
      #expect(Set(requests.map(\.body)).count == 1)
      await bench.alarm.noneSleeps()
    }
  }

  @Test func deliveryIsGivenUpAfterFiveRetries() async throws {
    let receiver = WebhookReceiver(500)
    try await WebhookBench.run(receiver) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      for seconds in [1, 2, 4, 8, 16] as [Int64] {
        await bench.alarm.slept(seconds: seconds)
        bench.alarm.advance(seconds: seconds)
      }
      let delivery = try await sandbox.delivery("", .failed)
      #expect(delivery["retry_count"] == 5)
      #expect(delivery["completed_at"] == "2025-01-28T10:30:31.000Z")
      #expect(await receiver.take(6).count == 6)
      let statistics = try await sandbox.get("/notifications/statistics?start_date=2025-01-28&end_date=2025-01-28")
      #expect(statistics.json["total_failed"] == 1)
      #expect(statistics.json["total_retried"] == 1)
    }
  }

  @Test(arguments: [302, 400, 404, 410])
  func answerThatIsNoServerErrorEndsIt(_ status: Int) async throws {
    let elsewhere = WebhookReceiver()
    let receiver = WebhookReceiver { [url = elsewhere.url] _, peer in peer.reply(status, ["Location: \(url)"]) }
    try await WebhookBench.run(receiver) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      let delivery = try await sandbox.delivery("", .failed)
      #expect(delivery["http_status_code"]?.number?.integer == status)
      #expect(delivery["retry_count"] == 0)
      await bench.alarm.noneSleeps()
      #expect(elsewhere.accepted == 0)
    }
  }

  @Test func brokenConnectionIsRetried() async throws {
    let receiver = WebhookReceiver { number, peer in number == 0 ? peer.reset() : peer.reply(200) }
    try await WebhookBench.run(receiver) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      await bench.alarm.slept(seconds: 1)
      let waiting = try await sandbox.delivery("", .pending)
      #expect(waiting["error_message"]?.string?.hasPrefix("connectionLost") == true)
      #expect(waiting["next_retry_at"] == "2025-01-28T10:30:01.000Z")
      bench.alarm.advance(seconds: 1)
      #expect(try await sandbox.delivery("", .success)["retry_count"] == 1)
    }
  }

  @Test func silentReceiverTimesOutAndIsTriedAgain() async throws {
    // A flag, not the request's number: on a busy machine the first request may time out before it has come.
    let isSilent = Atomic(true)
    let receiver = WebhookReceiver { _, peer in
      if isSilent.load(ordering: .sequentiallyConsistent) { peer.waitForEnd() } else { peer.reply(200) }
    }
    try await WebhookBench.run(receiver, timeoutMilliseconds: 200) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      await bench.alarm.slept(seconds: 1)
      let waiting = try await sandbox.delivery("", .pending)
      #expect(waiting["error_message"]?.string?.firstMatch(of: /^(timeout|connectTimeout)/) != nil)
      // Time enough for the second, on a machine that is busy.
      let id = waiting["endpoint_id"]?.string ?? ""
      _ = try await sandbox.put("/notifications/endpoints/\(id)", ["timeout_ms": 30000])
      isSilent.store(false, ordering: .sequentiallyConsistent)
      bench.alarm.advance(seconds: 1)
      _ = try await sandbox.delivery("", .success)
    }
  }

  @Test func failedDeliveryIsSentAgainOnRequest() async throws {
    let receiver = WebhookReceiver(400, 200)
    try await WebhookBench.run(receiver) { _, sandbox in
      try await sandbox.payOrder("order-1")
      let id = try #require(try await sandbox.delivery("", .failed)["id"]?.string)
      let retried = try await sandbox.post("/notifications/logs/\(id)/retry")
      #expect(retried.json == ["success": true])
      #expect(try await sandbox.delivery("", .success)["id"]?.string == id)
      let batch = try await sandbox.post("/notifications/retry-failed", [:])
      #expect(batch.json == ["success": true, "retried": 0])
    }
  }

  // MARK: Order and time

  @Test func expiryIsSentWithoutARequest() async throws {
    let receiver = WebhookReceiver()
    try await WebhookBench.run(receiver) { bench, sandbox in
      let id = try await sandbox.orderId()
      await bench.alarm.slept(seconds: 15 * 60)
      bench.alarm.advance(seconds: 15 * 60)
      let request = try #require(await receiver.take().first)
      #expect(request.eventId == "evt_order_expired_\(id)")
    }
  }

  /// Without an endpoint no one is notified of the end of orders, and the next request ends them.
  @Test func nothingIsScheduledWithoutAnEndpoint() async throws {
    let bench = WebhookBench()
    let receiver = WebhookReceiver()
    try await bench.run { sandbox in
      _ = try await sandbox.orderId("before")
      let id = try await sandbox.makeEndpoint(receiver)
      await bench.alarm.slept(seconds: 15 * 60)
      _ = try await sandbox.delete("/notifications/endpoints/\(id)")
      // A round that was cancelled before it started sets no timer either.
      try await sandbox.payOrder("after")
      await bench.alarm.noneSleeps()
    }
  }

  @Test func eventsOfOneOrderKeepTheirOrderAndOthersDoNotWait() async throws {
    let gate = Latch()
    let receiver = WebhookReceiver { number, peer in
      if number == 0 { gate.block() }
      peer.reply(200)
    }
    try await WebhookBench.run(receiver, dialect: .published) { _, sandbox in
      let slow = try await sandbox.orderId("slow")
      #expect(await receiver.take().map(\.eventType) == ["order.created"])
      _ = try await sandbox.pay(["orderId": .string(slow)])
      let other = try await sandbox.orderId("other")
      #expect(await receiver.take().map(\.eventId) == ["evt_order_created_\(other)"])
      gate.arrive()
      #expect(await receiver.take().map(\.eventId) == ["evt_order_completed_\(slow)"])
    }
  }

  @Test func laterEventDoesNotWaitForRetriesOfAnEarlierOne() async throws {
    let receiver = WebhookReceiver(500, 200)
    try await WebhookBench.run(receiver, dialect: .published) { bench, sandbox in
      let id = try await sandbox.orderId()
      await bench.alarm.slept(seconds: 1)
      _ = try await sandbox.pay(["orderId": .string(id)])
      #expect(await receiver.take(2).map(\.eventType) == ["order.created", "order.completed"])
      bench.alarm.advance(seconds: 1)
      #expect(await receiver.take().map(\.eventType) == ["order.created"])
    }
  }
}
