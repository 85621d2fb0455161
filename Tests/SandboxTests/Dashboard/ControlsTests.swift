import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1))) struct ControlsTests {
  /// From 10:30:00, with an order whose window is 10 minutes and whose grace period is 5.
  @Test(arguments: [
    ("minute", "10:31:00"), ("tenMinutes", "10:40:00"), ("window", "10:40:00"), ("grace", "10:45:00"),
  ])
  func clockIsMovedByAButton(_ move: String, _ time: String) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId()
      let reply = try await sandbox.submitToDashboard("/controls/clock", [("move", move)])
      #expect(reply.status == 303)
      #expect(try await sandbox.time() == "2025-01-28T\(time).000Z")
      let page = try await sandbox.follow(reply).text
      #expect(page.contains("The clock was moved to") && page.contains("2025-01-28 \(time) UTC"))
    }
  }

  @Test func clockStaysWhereNothingEnds() async throws {
    try await SandboxFixture.run { sandbox in
      #expect(try await sandbox.dashboard("/controls").text.contains("No order is waiting for its end."))
      let reply = try await sandbox.submitToDashboard("/controls/clock", [("move", "window")])
      #expect(reply.header("Location") == "/controls")
      #expect(try await sandbox.time() == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func faultIsAddedShownAndRemoved() async throws {
    try await SandboxFixture.run { sandbox in
      let reply = try await sandbox.submitToDashboard(
        "/controls/faults",
        [("route", "GET%20/api/v1/orders"), ("kind", "status"), ("status", "503"), ("count", "2"), ("delay", "")])
      let page = try await sandbox.follow(reply).text
      #expect(page.contains("A fault was added:") && page.contains("left: 2"))
      #expect(try await sandbox.get("/orders").status == 503)
      let id = try #require(page.firstMatch(of: /name="id" value="(flt_[0-9a-f]+)"/)?.1)
      let removed = try await sandbox.submitToDashboard("/controls/faults/remove", [("id", String(id))])
      #expect(try await sandbox.follow(removed).text.contains("The fault was removed."))
      #expect(try await sandbox.get("/orders").status == 200)
    }
  }

  /// An empty count is no mistake: the fault then hits until it is removed.
  @Test func faultWithoutACountStays() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.submitToDashboard(
        "/controls/faults", [("route", "*"), ("kind", "status"), ("status", "500"), ("count", "")])
      for _ in 1...3 { #expect(try await sandbox.get("/orders").status == 500) }
    }
  }

  @Test(arguments: [
    ([("status", "99"), ("kind", "status")], "status", "Enter a status from 300 to 599."),
    ([("status", ""), ("kind", "status")], "status", "Enter a status from 300 to 599."),
    (
      [("status", "503"), ("kind", "status"), ("count", "0")], "count",
      "Enter a whole number from 1 to 1000000, or nothing."
    ),
    (
      [("status", "503"), ("kind", "status"), ("count", "1x")], "count",
      "Enter a whole number from 1 to 1000000, or nothing."
    ),
    ([("kind", "delay"), ("delay", "")], "delay", "Enter a whole number of milliseconds from 1 to 600000."),
    ([("kind", "hang"), ("delay", "700000")], "delay", "Enter a whole number of milliseconds from 1 to 600000."),
  ])
  func faultThatCannotBeIsExplainedBesideItsField(
    _ fields: [(String, String)], _ field: String, _ hint: String
  ) async throws {
    try await SandboxFixture.run { sandbox in
      let page = try await sandbox.submitToDashboard("/controls/faults", [("route", "*")] + fields)
      #expect(page.status == 400)
      #expect(page.text.contains("<p class=\"wrong\" id=\"\(field)-hint\">\(hint)</p>"))
      #expect(page.text.contains("aria-describedby=\"\(field)-hint\""))
      // What was given is kept.
      for (name, value) in fields where name != "kind" {
        #expect(page.text.contains("name=\"\(name)\" type=\"text\" inputmode=\"numeric\" value=\"\(value)\""))
      }
      #expect(try await sandbox.control("GET", "/faults").data["faults"]?.array?.isEmpty == true)
    }
  }

  @Test func endpointIsSetTestedAndRemoved() async throws {
    let receiver = WebhookReceiver(200, 404)
    try await WebhookBench().run { sandbox in
      let url = receiver.url.replacing("?", with: "%3F").replacing("=", with: "%3D")
      let set = try await sandbox.submitToDashboard("/controls/endpoints", [("url", url), ("scheme", "timestamped")])
      let page = try await sandbox.follow(set).text
      #expect(page.contains("Webhooks are sent to"))
      let id = try #require(page.firstMatch(of: /name="id" value="(wep_[0-9a-f]+)"/).map { String($0.1) })
      for (number, words) in [(1, "The test webhook was delivered. (HTTP 200)"), (2, "was not delivered: HTTP 404")] {
        let sent = try await sandbox.submitToDashboard("/controls/endpoints/test", [("id", id)])
        #expect(sent.status == 303)
        #expect(try await sandbox.follow(sent).text.contains(words), "\(number)")
      }
      let request = try #require(await receiver.take().first)
      #expect(request.eventType == "test.event")
      #expect(request.values("X-PayIn-Signature").first?.hasPrefix("t=") == true)
      let removed = try await sandbox.submitToDashboard("/controls/endpoints/remove", [("id", id)])
      let after = try await sandbox.follow(removed).text
      #expect(!after.contains(id))
    }
  }

  @Test(arguments: ["", "nonsense", "http://shop.example/hook", "ftp://127.0.0.1/", "https://user@shop.example/"])
  func endpointThatCannotBeIsExplained(_ url: String) async throws {
    try await SandboxFixture.run { sandbox in
      let page = try await sandbox.submitToDashboard("/controls/endpoints", [("url", url), ("scheme", "hex")])
      #expect(page.status == 400)
      #expect(page.text.contains("id=\"url-hint\">Enter a URL with https://") && page.text.contains("value=\"\(url)\""))
      let key = try await sandbox.submitToDashboard(
        "/controls/endpoints", [("url", "https://shop.example/"), ("scheme", "hex"), ("key", "sk_wrong")])
      #expect(key.status == 400 && key.text.contains("id=\"key-hint\""))
    }
  }

  @Test func poolIsDrainedAndRefilled() async throws {
    try await SandboxFixture.run { sandbox in
      let drained = try await sandbox.submitToDashboard("/controls/pool/drain")
      #expect(try await sandbox.follow(drained).text.contains("The pool was drained"))
      #expect(try await sandbox.createOrder().status == 409)
      _ = try await sandbox.submitToDashboard("/controls/pool/refill")
      #expect(try await sandbox.createOrder().status == 201)
    }
  }

  @Test func resetIsAskedBeforeItHappens() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId()
      let question = try await sandbox.dashboard("/controls/reset").text
      #expect(question.contains("<h1>Reset the sandbox?</h1>") && question.contains("Yes, remove everything"))
      #expect(try await sandbox.get("/orders").data["pagination"]?["total"] == 1)
      let reset = try await sandbox.submitToDashboard("/controls/reset")
      #expect(try await sandbox.follow(reset).text.contains("The sandbox was reset."))
      #expect(try await sandbox.get("/orders").data["pagination"]?["total"] == 0)
    }
  }
}
