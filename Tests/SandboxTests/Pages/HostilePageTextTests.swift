import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Texts that would look like something else on a page reach people without what makes them so, and programs as they are.
@Suite struct HostilePageTextTests {
  private static let hostile =
    "INV\u{202E}1\u{2066}2\u{200B}3\u{1B}[2J\u{7F}\u{E000}\u{AD}\u{FEFF}x\u{200D}y👩\u{200D}💻می\u{200C}روم"
  private static let shown = "INV123[2Jxy👩\u{200D}💻می\u{200C}روم"
  private static let kept: Set<Unicode.Scalar> = ["\u{200D}", "\u{200C}", "\n"]

  /// Expects no invisible characters but the joiners of the emoji and the Persian word, and the page's own line feeds.
  private static func expectHarmless(
    _ page: WireResponse, showing count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let hidden = page.text.unicodeScalars.filter { scalar in
      let category = scalar.properties.generalCategory
      return ([.control, .format, .privateUse].contains(category) || scalar.properties.isDefaultIgnorableCodePoint)
        && !kept.contains(scalar)
    }
    #expect(hidden.isEmpty, "\(hidden.map { String($0.value, radix: 16) })", sourceLocation: sourceLocation)
    #expect(page.text.split(separator: shown).count - 1 >= count, "\(page.text)", sourceLocation: sourceLocation)
  }

  @Test(arguments: Dialect.allCases)
  func orderPageAndDashboardShowAHarmlessReference(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let id = try await sandbox.orderId(Self.hostile)
      Self.expectHarmless(try await sandbox.page("/pay/order/\(id)"), showing: 1)
      let bound = try await sandbox.post(
        "/deposits/bind", ["depositReference": .string(Self.hostile), "protocol": "evm"])
      #expect(bound.status == 201)
      _ = try await sandbox.pay(["depositReference": .string(Self.hostile), "amount": "1"])
      // The text stands in the list of orders and in the label of its button; on the order's page, in its title as well.
      Self.expectHarmless(try await sandbox.dashboard("/money"), showing: 2)
      Self.expectHarmless(try await sandbox.dashboard("/money/orders/\(id)"), showing: 2)
      Self.expectHarmless(try await sandbox.dashboard("/money/deposits"), showing: 1)
      let read = try await sandbox.get("/orders/\(id)").data
      let name = (read["orderReference"] ?? read["order_reference"])?.string ?? ""
      #expect(Array(name.utf8) == Array(Self.hostile.utf8))
    }
  }

  @Test func checkoutShowsAHarmlessOffer() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let made = try await sandbox.post(
        "/payment-links",
        [
          "title": .string(Self.hostile), "description": .string("first \(Self.hostile)\nsecond"),
          "ctaText": .string(Self.hostile), "amount": "25",
          "currencies": [["currency": "USDC", "chainOptions": ["polygon-amoy"]]],
        ])
      let id = try #require(made["id"])
      let published = try await sandbox.post("/payment-links/\(id)/publish")
      let page = try await sandbox.page("/checkout/\(published["slug"] ?? "")")
      #expect(page.status == 200)
      // Its title twice, its description and its button.
      Self.expectHarmless(page, showing: 4)
      #expect(page.text.contains("<bdi>first \(Self.shown)\nsecond</bdi>"))
      #expect(page.text.contains("<button><bdi>\(Self.shown)</bdi></button>"))
    }
  }

  /// A browser must be sent where the merchant said.
  @Test func linkOnwardIsExact() async throws {
    try await SandboxFixture.run { sandbox in
      let url = "https://shop.example/می\u{200C}روم?x=\u{200B}\u{AD}1"
      let id = try await sandbox.orderId("order-1", ["successUrl": .string(url)])
      _ = try await sandbox.pay(["orderId": .string(id)])
      let page = try await sandbox.page("/pay/order/\(id)")
      #expect(page.text.utf8.firstRange(of: "href=\"\(url)\"".utf8) != nil)
      let status = try await sandbox.page("/pay/order/\(id)/status")
      #expect(status.json["onward"] == .string(url))
    }
  }

  /// An error names the file it is about.
  @Test func errorIsOneHarmlessLine() {
    let error = SandboxError.unavailable("/tmp/\u{1B}[31m\u{202E}x\ny", "is a directory")
    #expect("\(error)" == "cannot use the sandbox database: /tmp/[31mx y: is a directory")
    #expect(error.detail.contains("\u{202E}"))
  }
}
