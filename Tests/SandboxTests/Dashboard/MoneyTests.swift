import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1))) struct MoneyTests {
  @Test func listsShowWhatAllKeysMade() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId("mine")
      _ = try await sandbox.with(key: "pk_other").orderId("theirs")
      _ = try await sandbox.post("/deposits/bind", ["depositReference": "user-7", "protocol": "tron"])
      _ = try await sandbox.pay(["depositReference": "user-7", "amount": "1200.000001", "confirmations": 1])
      _ = try await sandbox.post(
        "/payment-links",
        [
          "title": "<img src=x onerror=alert(1)>", "amount": "25", "inventoryTotal": 5,
          "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
        ])
      let orders = try await sandbox.dashboard("/money").text
      #expect(orders.contains("mine") && orders.contains("theirs") && orders.contains(">waiting</span>"))
      let deposits = try await sandbox.dashboard("/money/deposits").text
      #expect(deposits.contains("user-7") && deposits.contains("confirming 1 of 3"))
      #expect(deposits.contains("<span>1200</span><span class=\"fraction\">.000001</span>"))
      let links = try await sandbox.dashboard("/money/links").text
      #expect(links.contains("&lt;img src=x onerror=alert(1)&gt;") && !links.contains("<img"))
      #expect(links.contains("draft") && links.contains("5 of 5"))
      // 20 of each family: two for orders, one bound.
      let pool = try await sandbox.dashboard("/money/pool").text
      #expect(Self.counts(pool, "evm") == ["18", "2", "0", "0", "0"])
      #expect(Self.counts(pool, "tron") == ["19", "0", "1", "0", "0"])
    }
  }

  private static func counts(_ page: String, _ family: String) -> [String] {
    let row = page.split(separator: "data-key=\"\(family)\"").last?.split(separator: "</tr>").first ?? ""
    return row.matches(of: /<td [^>]*class="count"[^>]*>(\d+)<\/td>/).map { String($0.1) }
  }

  private static func rows(_ page: WireResponse) -> [String] {
    page.text.matches(of: /<bdi>(order-\d+)<\/bdi>/).map { String($0.1) }
  }

  private static func link(_ page: WireResponse, _ relation: String) -> String? {
    guard let start = page.text.firstRange(of: "rel=\"\(relation)\" href=\"") else { return nil }
    return String(page.text[start.upperBound...].prefix { $0 != "\"" })
  }

  @Test func listIsReadInPages() async throws {
    try await SandboxFixture.run(poolSize: 60) { sandbox in
      for number in 1...45 { _ = try await sandbox.orderId("order-\(number)") }
      var (path, seen): (String?, [[String]]) = ("/money", [])
      var last: WireResponse?
      while let next = path {
        let page = try await sandbox.dashboard(next)
        seen.append(Self.rows(page))
        (last, path) = (page, Self.link(page, "next"))
      }
      #expect(seen.map(\.count) == [20, 20, 5])
      #expect(seen.flatMap(\.self) == (1...45).reversed().map { "order-\($0)" })
      // The way up leads over the same rows.
      let bottom = try #require(last)
      let up = try #require(Self.link(bottom, "prev"))
      let middle = try await sandbox.dashboard(up)
      #expect(Self.rows(middle) == seen[1])
      let further = try #require(Self.link(middle, "prev"))
      let top = try await sandbox.dashboard(further)
      #expect(Self.rows(top) == seen[0])
      #expect(Self.link(top, "prev") == nil)
    }
  }

  @Test func timelineTellsWhatHappenedInItsOrder() async throws {
    let receiver = WebhookReceiver(500, 200)
    try await WebhookBench.run(receiver) { bench, sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(["orderId": .string(id), "kind": "wrong_token"])
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "4"])
      bench.alarm.advance(seconds: 11 * 60)
      _ = try await sandbox.pay(["orderId": .string(id)])
      await bench.alarm.slept(seconds: 1)
      bench.alarm.advance(seconds: 1)
      _ = try await sandbox.delivery("", .success)
      let text = try await sandbox.dashboard("/money/orders/\(id)").text
      let parts = [
        "What has happened", "Created", "does not count: wrong token", "4 USDC seen on the network",
        "4 USDC confirmed", "payment window ended", "6.5 USDC seen", "6.5 USDC confirmed", "completed</span>",
        "webhook queued:", "webhook not delivered:", "webhook delivered:",
      ]
      var place = text.startIndex
      for part in parts {
        let found = try #require(text[place...].firstRange(of: part), "\(part) is missing or too early")
        place = found.upperBound
      }
      #expect(try await sandbox.dashboard("/money").text.contains("completed"))
    }
  }

  @Test func draftOpensAsAPreviewAndAPublishedLinkAsThePage() async throws {
    try await SandboxFixture.run { sandbox in
      let made = try await sandbox.post(
        "/payment-links",
        ["title": "Beans", "amount": "25", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]])
      let id = try #require(made["id"])
      let list = try await sandbox.dashboard("/money/links").text
      #expect(list.contains("href=\"/money/links/\(id)/preview\"") && !list.contains("href=\"/checkout/"))
      let preview = try await sandbox.dashboard("/money/links/\(id)/preview")
      #expect(preview.status == 303)
      #expect(try await sandbox.page(preview.header("Location") ?? "").status == 200)
      let published = try await sandbox.post("/payment-links/\(id)/publish")
      let page = try await sandbox.dashboard("/money/links/\(id)").text
      #expect(page.contains("href=\"/checkout/\(published["slug"] ?? "?")\""))
    }
  }

  @Test func orderIsPaidFromListAndPage() async throws {
    try await SandboxFixture.run { sandbox in
      let ids = [try await sandbox.orderId("a"), try await sandbox.orderId("b")]
      let list = try await sandbox.submitToDashboard("/money/orders/\(ids[0])/pay", [("from", "list")])
      #expect(list.header("Location")?.hasPrefix("/money?notice=") == true)
      #expect(try await sandbox.follow(list).text.contains("Paid:"))
      let page = try await sandbox.submitToDashboard("/money/orders/\(ids[1])/pay")
      #expect(page.header("Location")?.hasPrefix("/money/orders/\(ids[1])?notice=") == true)
      for id in ids { #expect(try await sandbox.get("/orders/\(id)")["status"] == "completed") }
      // A second press does nothing: the first one has paid.
      #expect(
        try await sandbox.submitToDashboard("/money/orders/\(ids[1])/pay").header("Location")
          == "/money/orders/\(ids[1])")
      #expect(try await sandbox.get("/orders/\(ids[1])")["receivedAmount"] == "10.5")
    }
  }

  @Test(arguments: [
    ("/samples/order", "/money"), ("/samples/deposit", "/money/deposits"), ("/samples/link", "/money/links"),
  ])
  func emptyListMakesASample(_ action: String, _ list: String) async throws {
    try await SandboxFixture.run { sandbox in
      let empty = try await sandbox.dashboard(list).text
      #expect(empty.contains("action=\"\(action)\"") && empty.contains("curl \(sandbox.server.root)/api/v1/"))
      let made = try await sandbox.submitToDashboard(action)
      #expect(made.status == 303)
      #expect(try await sandbox.follow(made).text.contains("A sample was made:"))
      // It belongs to the sandbox's own key.
      let own = sandbox.with(key: "pk_test_embedded_sandbox")
      let path = ["/money": "/orders", "/money/deposits": "/deposits", "/money/links": "/payment-links"][list] ?? ""
      #expect(try await own.get(path).data["pagination"]?["total"] == 1)
      #expect(try await sandbox.submitToDashboard(action).status == 303)
    }
  }

  @Test(arguments: [
    "/money/orders/no", "/money/deposits/no", "/money/links/no", "/money/links/no/preview", "/money/pool/no",
    "/money/webhooks/no", "/money/no",
  ])
  func missingSubjectIsAPage(_ path: String) async throws {
    try await SandboxFixture.run { sandbox in
      let page = try await sandbox.page(path, [try await sandbox.dashboardCookie(), "Accept: text/html"])
      #expect(page.status == 404)
      #expect(page.text.contains("<h1>Not found</h1>"))
    }
  }
}
