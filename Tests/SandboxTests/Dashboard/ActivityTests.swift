import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1))) struct ActivityTests {
  @Test func requestIsShownWithItsErrorAndAMaskedKey() async throws {
    try await SandboxFixture.run { sandbox in
      let buyer = sandbox.with(key: "pk_live_0123456789abcdef")
      _ = try await buyer.createOrder("bad", ["amount": "-1"])
      _ = try await sandbox.send(
        "GET", "/api/v1/orders?orderReference=a&token=pk_hidden",
        ["Authorization: Bearer pk_short", "X-Request-Id: req-77"])
      let text = try await sandbox.dashboard().text
      for part in [
        "POST /api/v1/orders", "400 not valid", "ValidationError", "pk_…cdef", "GET /api/v1/orders", "200 OK",
        "orderReference=a&amp;token=…", "pk_…<", "req-77",
      ] { #expect(text.contains(part), "\(part)") }
      for secret in ["0123456789", "pk_short", "pk_hidden", SandboxFixture.controlToken] {
        #expect(!text.contains(secret), "\(secret)")
      }
      let (newer, older) = (text.firstRange(of: "GET /api"), text.firstRange(of: "POST /api"))
      let (first, second) = (try #require(newer), try #require(older))
      #expect(first.lowerBound < second.lowerBound)
    }
  }

  @Test func faultThatHitIsShown() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.control("POST", "/faults", ["route": "GET /orders", "kind": "status", "status": 503])
      _ = try await sandbox.get("/orders")
      let text = try await sandbox.dashboard("/?kind=requests").text
      #expect(text.contains("503 unavailable"))
      #expect(text.contains(/<code>status flt_[0-9a-f]{16}<\/code>/))
      #expect(!text.contains("/_sandbox/faults"))
    }
  }

  /// The signature is the one that the receiver got.
  @Test func eachAttemptOfAWebhookIsShownWithItsSignature() async throws {
    let receiver = WebhookReceiver(500, 200)
    try await WebhookBench.run(receiver) { bench, sandbox in
      try await sandbox.payOrder("order-1")
      await bench.alarm.slept(seconds: 1)
      bench.alarm.advance(seconds: 1)
      let requests = await receiver.take(2)
      let delivery = try await sandbox.delivery("", .success)
      let text = try await sandbox.dashboard("/?kind=webhooks").text
      #expect(text.contains("HTTP 500") && text.contains("again in 1 s") && text.contains("HTTP 200"))
      let page = try await sandbox.dashboard("/money/webhooks/\(delivery["id"]?.string ?? "")").text
      for request in requests {
        let signature = try #require(request.values("x-payin-signature").first)
        #expect(text.contains("title=\"\(signature)\"") && page.contains("title=\"\(signature)\""))
      }
      #expect(page.contains("attempt 1") && page.contains("attempt 2"))
    }
  }

  @Test func movesOfTheClockAreShown() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId()
      _ = try await sandbox.moveClock(["advanceMinutes": 15])
      let text = try await sandbox.dashboard("/?kind=controls").text
      #expect(text.contains("The clock was moved to") && text.contains("orders ended: 1"))
      #expect(text.contains("2025-01-28 10:45:00 UTC"))
    }
  }

  /// Pages that are only drawn would push everything else out.
  @Test func onlyWhatWasAskedOfTheSandboxIsKept() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      for path in [
        "/pay/order/\(id)", "/pay/order/\(id)/status", "/money", PageAssets.path("page.css"), "/favicon.ico",
      ] {
        _ = try await sandbox.page(path)
      }
      _ = try await sandbox.press("exact", id)
      _ = try await sandbox.page("/orders")
      let log = sandbox.server.service.settings.activity.newest(20, nil, before: nil)
      let targets = log.compactMap { entry in
        if case .request(let request) = entry.content { request.target } else { nil }
      }
      #expect(targets == ["/orders", "/pay/order/\(id)/simulate", "/api/v1/orders"])
    }
  }

  @Test func lastFiveHundredAreKeptInTheirOrder() {
    let log = ActivityLog()
    let late = log.reserve()
    for number in 1...1300 {
      log.append(
        .control(.clockMoved(to: Timestamp(milliseconds: 0), endedOrders: number)), at: Timestamp(milliseconds: 0))
    }
    log.append(.control(.reset), number: late, at: Timestamp(milliseconds: 0))
    let all = log.newest(2000, nil, before: nil)
    #expect(all.count == 500)
    #expect(all.map(\.number) == all.map(\.number).sorted(by: >))
    #expect(all.first?.number == 1301)
    #expect(log.newest(3, .controls, before: 1000).map(\.number) == [999, 998, 997])
    #expect(log.newest(3, .webhooks, before: nil).isEmpty)
  }

  /// What was rolled back has not happened.
  @Test func refusedMoveOfTheClockIsNotShown() async throws {
    try await SandboxFixture.run { sandbox in
      #expect(try await sandbox.moveClock(["to": "2024-01-01T00:00:00Z"]).status == 400)
      let text = try await sandbox.dashboard("/?kind=controls").text
      #expect(!text.contains("The clock was moved"))
    }
  }
}
