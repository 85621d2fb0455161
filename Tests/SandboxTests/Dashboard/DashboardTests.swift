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

  /// A visitor without access sees no page and changes nothing, with or without the token of a form.
  @Test(arguments: [
    ("GET", "/money"), ("GET", "/money/orders/ord_1"), ("GET", "/money/pool"), ("GET", "/controls"),
    ("GET", "/controls/reset"), ("GET", "/_events"), ("POST", "/controls/reset"), ("POST", "/controls/pool/drain"),
    ("POST", "/samples/order"),
  ])
  func everyPlaceNeedsAccess(_ method: String, _ path: String) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.orderId("secret-order")
      let token = try await sandbox.dashboard("/controls").hidden("token") ?? ""
      let headers = ["Content-Type: application/x-www-form-urlencoded"]
      let refused = try await sandbox.send(method, path, headers, Array("token=\(token)".utf8))
      #expect(refused.status == 403)
      #expect(!refused.text.contains("secret-order"))
      #expect(try await sandbox.control("GET", "/state").data["orders"]?["pending"] == 1)
    }
  }

  /// A page of another site cannot make one: it does not know the form's token.
  @Test(arguments: ["", "token=", "token=guess"])
  func formOfAnotherPageIsRefused(_ body: String) async throws {
    try await SandboxFixture.run { sandbox in
      let cookie = try await sandbox.dashboardCookie()
      let headers = ["Content-Type: application/x-www-form-urlencoded", cookie]
      for path in ["/controls/reset", "/controls/clock", "/samples/order"] {
        #expect(try await sandbox.send("POST", path, headers, Array(body.utf8)).status == 403, "\(path)")
      }
    }
  }

  @Test func placesAreLinkedInBothLanguages() async throws {
    try await SandboxFixture.run { sandbox in
      for (path, names) in [("/", ["Activity", "Money", "Controls"]), ("/money?lang=zh", ["动态", "资金", "操作"])] {
        let text = try await sandbox.dashboard(path).text
        for name in names { #expect(text.contains(">\(name)</a>"), "\(name)") }
      }
      let chinese = try await sandbox.dashboard("/controls?lang=zh").text
      #expect(chinese.contains("href=\"/money?lang=zh\"") && chinese.contains("action=\"/controls/clock?lang=zh\""))
    }
  }
}

extension SandboxFixture {
  /// The header that a browser sends once it has shown the token.
  func dashboardCookie() async throws -> String {
    let cookie = try await page("/?token=\(Self.controlToken)").header("Set-Cookie") ?? ""
    return "Cookie: \(cookie.prefix { $0 != ";" })"
  }

  /// A page of the dashboard.
  func dashboard(_ path: String = "/") async throws -> WireResponse {
    try await page(path, [try await dashboardCookie()])
  }

  /// Sends a form of the dashboard, as from its page, and returns the reply. Values must not need escapes.
  func submitToDashboard(_ path: String, _ fields: [(String, String)] = []) async throws -> WireResponse {
    let token = try await dashboard("/controls").hidden("token") ?? ""
    return try await submit(path, [("token", token)] + fields, [try await dashboardCookie()])
  }

  /// The page to which a form leads.
  func follow(_ reply: WireResponse) async throws -> WireResponse {
    try await dashboard(reply.header("Location") ?? "")
  }
}
