import Testing

@testable import SandboxAPI

/// What of a request may stand in the log and on the dashboard.
@Suite struct LoggedTargetTests {
  @Test(arguments: [
    ("/api/v1/orders?token=USDT&limit=5", "/api/v1/orders?token=USDT&limit=5"),
    ("/?token=local-sandbox-token", "/?token=…"), ("/?access_token=zzzzzzzzzz", "/?access_token=…"),
    ("/a?Password=hunter2hunter2", "/a?Password=…"), ("/a?api-key=0123456789", "/a?api-key=…"),
    ("/a?client_secret=0123456789", "/a?client_secret=…"), ("/a?q=pk_live_1", "/a?q=…"),
    ("/a/whsec_1/b", "/a/…/b"), ("/a?x=local-sandbox-token", "/a?x=…"), ("/a?keyword=shoes", "/a?keyword=shoes"),
  ])
  func secretsOfATargetAreLeftOut(_ target: String, _ shown: String) {
    #expect(LoggedTarget.text(target, hiding: "local-sandbox-token") == shown)
  }

  @Test(arguments: [("req_1", "req_1"), ("pk_live_REQIDREQID", "…"), ("id-whsec_1", "…")])
  func keyInARequestIdIsLeftOut(_ id: String, _ shown: String) {
    #expect(LoggedTarget.masked(id) == shown)
  }
}
