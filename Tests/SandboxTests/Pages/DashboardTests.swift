import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DashboardTests {
  @Test func dashboardAsksForTheToken() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId("secret-order")
      let cookie = "payin-sandbox-\(sandbox.server.port)"
      let guesses = [
        try await sandbox.page("/"), try await sandbox.page("/?token=guess"),
        try await sandbox.submit("/", [("token", "guess")]), try await sandbox.page("/", ["Cookie: \(cookie)=guess"]),
        // The token is not the cookie.
        try await sandbox.page("/", ["Cookie: \(cookie)=\(SandboxFixture.controlToken)"]),
      ]
      for guess in guesses {
        #expect(guess.status == 403)
        #expect(guess.header("Set-Cookie") == nil)
        #expect(!guess.text.contains("secret-order"))
        #expect(guess.text.contains("name=\"token\""))
      }
    }
  }

  @Test func tokenOpensItAndIsRemembered() async throws {
    try await SandboxFixture.run { sandbox in
      let answers = [
        try await sandbox.page("/?token=\(SandboxFixture.controlToken)"),
        try await sandbox.submit("/", [("token", SandboxFixture.controlToken)]),
      ]
      for answer in answers {
        #expect(answer.status == 303)
        #expect(answer.header("Location") == "/")
        let cookie = try #require(answer.header("Set-Cookie"))
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
        #expect(!cookie.contains(SandboxFixture.controlToken))
        let pair = String(cookie.prefix { $0 != ";" })
        #expect(try await sandbox.page("/", ["Cookie: other=1; \(pair)"]).status == 200)
      }
    }
  }

  @Test func dashboardShowsWhatAllKeysMade() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId("mine")
      _ = try await sandbox.with(key: "pk_other").orderId("theirs")
      _ = try await sandbox.post("/deposits/bind", ["depositReference": "user-7", "protocol": "tron"])
      _ = try await sandbox.pay(["depositReference": "user-7", "amount": "1200.000001"])
      _ = try await sandbox.post(
        "/payment-links",
        [
          "title": "<img src=x onerror=alert(1)>", "amount": "25", "inventoryTotal": 5,
          "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
        ])
      let page = try await sandbox.dashboard()
      for text in ["mine", "theirs", "user-7", "1200.000001 USDT", "&lt;img src=x onerror=alert(1)&gt;"] {
        #expect(page.text.contains(text), "\(text)")
      }
      #expect(!page.text.contains("<img"))
      // 20 of each family: two for orders, one bound.
      #expect(page.text.contains("<td>evm</td><td>18</td><td>2</td><td>0</td><td>0</td><td>0</td>"))
      #expect(page.text.contains("<td>tron</td><td>19</td><td>0</td><td>1</td><td>0</td><td>0</td>"))
    }
  }

  @Test func ordersArePaidFromIt() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let token = try await sandbox.dashboard().hidden("token") ?? ""
      let answer = try await sandbox.submit(
        "/pay/order/\(id)/simulate", [("token", token), ("from", "dashboard"), ("payment", "exact")])
      #expect(answer.status == 303)
      #expect(answer.header("Location") == "/")
      #expect(try await sandbox.get("/orders/\(id)")["status"] == "completed")
    }
  }
}

extension SandboxFixture {
  func dashboard() async throws -> WireResponse {
    let cookie = try await page("/?token=\(Self.controlToken)").header("Set-Cookie") ?? ""
    return try await page("/", ["Cookie: \(cookie.prefix { $0 != ";" })"])
  }
}
