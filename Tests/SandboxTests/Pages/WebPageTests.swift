import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct WebPageTests {
  private static let policy = """
    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'
    """

  @Test func everyReplyIsLockedDown() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let paths = ["/pay/order/\(id)", "/pay/order/\(id)/status", "/pay/order/\(id)/qr", "/pay/order/no", "/"]
      for path in paths {
        let reply = try await sandbox.page(path)
        #expect(reply.header("Content-Security-Policy") == Self.policy, "\(path)")
        #expect(reply.header("X-Content-Type-Options") == "nosniff", "\(path)")
        #expect(reply.header("Referrer-Policy") == "no-referrer", "\(path)")
        #expect(reply.header("Cache-Control") == "no-store", "\(path)")
      }
      #expect(try await sandbox.press("exact", id).header("Content-Security-Policy") == Self.policy)
    }
  }

  /// Nothing inline that the policy would forbid, nothing from elsewhere, and every file that is named is there.
  @Test func pageLoadsOnlyWhatTheSandboxHas() async throws {
    try await SandboxFixture.run { sandbox in
      let text = try await sandbox.page("/pay/order/\(try await sandbox.orderId())").text
      #expect(!text.contains("style="))
      #expect(!text.contains(/<script(?! src)|\son[a-z]+=/))
      let assets = Set(text.matches(of: /(?:src|href)="(\/_assets\/[^"#]+)/).map { String($0.1) })
      #expect(assets.count == 6)
      for asset in assets {
        let reply = try await sandbox.page(asset)
        #expect(reply.status == 200)
        #expect(reply.header("Cache-Control") == "public, max-age=31536000, immutable")
        #expect(!reply.text.contains(/(?:url\(|@import|https?:)/.ignoresCase()) || asset.hasSuffix(".svg"), "\(asset)")
      }
    }
  }

  @Test func assetOfAnotherVersionIsNotThere() async throws {
    try await SandboxFixture.run { sandbox in
      for path in ["/_assets/0000000000000000/page.css", "/_assets/0000000000000000/secrets"] {
        let reply = try await sandbox.page(path)
        #expect(reply.status == 404)
      }
    }
  }

  struct Choice: Sendable, CustomTestStringConvertible {
    let query: String
    let accept: String
    let tag: String
    var testDescription: String { "\(query) \(accept)" }
  }

  @Test(arguments: [
    Choice(query: "", accept: "en", tag: "en"), Choice(query: "", accept: "zh-CN,en;q=0.1", tag: "zh-Hans"),
    Choice(query: "?lang=zh", accept: "en", tag: "zh-Hans"), Choice(query: "?lang=en", accept: "zh", tag: "en"),
    Choice(query: "?lang=xx", accept: "zh", tag: "zh-Hans"),
  ])
  func pageIsInTheLanguageThatIsWanted(_ choice: Choice) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      for path in ["/pay/order/\(id)", "/pay/order/nothing", "/"] {
        let page = try await sandbox.page(path + choice.query, ["Accept-Language: \(choice.accept)"])
        #expect(page.text.contains("<html lang=\"\(choice.tag)\">"), "\(path)")
      }
    }
  }

  @Test func chosenLanguageIsKeptByForms() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let page = try await sandbox.page("/pay/order/\(id)?lang=zh")
      let action = "/pay/order/\(id)/simulate?lang=zh"
      #expect(page.text.contains("action=\"\(action)\""))
      let answer = try await sandbox.submit(action, [("token", page.hidden("token") ?? ""), ("payment", "exact")])
      #expect(answer.header("Location") == "/pay/order/\(id)?lang=zh")
    }
  }

  @Test func otherHostNamesGetNoPage() async throws {
    try await SandboxFixture.run { sandbox in
      let request = "GET / HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"
      let bytes = try await Wire.exchange(Array(request.utf8), port: sandbox.server.port)
      #expect(try WireResponse.parse(bytes).response.status == 421)
    }
  }
}
