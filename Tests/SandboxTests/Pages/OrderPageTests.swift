import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderPageTests {
  @Test func pageSaysWhatToSendWhere() async throws {
    try await SandboxFixture.run { sandbox in
      let order = try await sandbox.createOrder()
      let page = try await sandbox.page("/pay/order/\(order["orderId"] ?? "")")
      #expect(page.status == 200)
      for text in ["10.50", "USDC", "Ethereum Sepolia Testnet", order["address"] ?? "?", "10:00", "no real money"] {
        #expect(page.text.contains(text), "\(text)")
      }
    }
  }

  /// What the API says the page's address is, in both dialects; and the other dialect's id finds it, too.
  @Test(arguments: Dialect.allCases)
  func addressOfThePageIsTheOneThatWasGiven(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let order = try await sandbox.createOrder()
      let url = try #require(order["paymentUrl"] ?? order["url"])
      let path = String(url.dropFirst("http://127.0.0.1:\(sandbox.server.port)".count))
      let page = try await sandbox.page(path)
      #expect(page.status == 200)
      let id = try #require(order["orderId"])
      let other = dialect == .documented ? UUIDForm.of(id) : UUIDForm.id("ord", from: id)
      let same = try await sandbox.page("/pay/order/\(other ?? "")")
      #expect(same.text == page.text)
    }
  }

  @Test(arguments: ["/pay/order/ord_nothing", "/pay/order/11111111-1111-4111-8111-111111111111", "/pay/order/%3Cb%3E"])
  func unknownOrderIsAPageThatSaysSo(_ path: String) async throws {
    for dialect in Dialect.allCases {
      try await SandboxFixture.run(dialect: dialect) { sandbox in
        let page = try await sandbox.page(path)
        #expect(page.status == 404)
        #expect(page.header("Content-Type") == "text/html; charset=utf-8")
        #expect(page.text.contains("<h1>Not found</h1>"))
        #expect(!page.text.contains("<b>"))
      }
    }
  }

  struct Press: Sendable, CustomTestStringConvertible {
    let payment: String
    let status: String
    let received: String
    var testDescription: String { payment }
  }

  @Test(arguments: [
    Press(payment: "exact", status: "completed", received: "10.5"),
    Press(payment: "partial", status: "pending", received: "5.25"),
    Press(payment: "over", status: "completed", received: "11.55"),
    Press(payment: "wrong_token", status: "pending", received: "0"),
    Press(payment: "wrong_chain", status: "pending", received: "0"),
  ])
  func buttonsPay(_ press: Press) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let answer = try await sandbox.press(press.payment, id)
      #expect(answer.status == 303)
      #expect(answer.header("Location") == "/pay/order/\(id)")
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order["status"] == press.status)
      #expect(order["receivedAmount"] == press.received)
    }
  }

  @Test func partAndRestCompleteTheOrder() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.press("partial", id)
      _ = try await sandbox.press("exact", id)
      #expect(try await sandbox.get("/orders/\(id)")["status"] == "completed")
      // A button that was pressed too late does nothing.
      let token = try await sandbox.page("/pay/order/\(try await sandbox.orderId("order-2"))").hidden("token") ?? ""
      let late = try await sandbox.submit("/pay/order/\(id)/simulate", [("token", token), ("payment", "exact")])
      #expect(late.status == 403)
      #expect(try await sandbox.get("/orders/\(id)")["receivedAmount"] == "10.5")
    }
  }

  @Test func foreignFormsAreRefused() async throws {
    try await SandboxFixture.run { sandbox in
      let (id, other) = (try await sandbox.orderId("order-1"), try await sandbox.orderId("order-2"))
      let foreign = try await sandbox.page("/pay/order/\(other)").hidden("token") ?? ""
      for token in ["", "0", foreign, SandboxFixture.controlToken] {
        let answer = try await sandbox.submit("/pay/order/\(id)/simulate", [("token", token), ("payment", "exact")])
        #expect(answer.status == 403)
      }
      #expect(try await sandbox.get("/orders/\(id)")["status"] == "pending")
    }
  }

  @Test func newsAreToldAsJSON() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("order-1", ["successUrl": "https://shop.example/thanks"])
      sandbox.clock.advance(minutes: 11)
      let grace = try await sandbox.page("/pay/order/\(id)/status?lang=zh").json
      #expect(grace["phase"] == "grace")
      #expect(grace["clock"] == ["left": 240, "of": 300])
      #expect(grace["texts"]?["headline"] == "付款时限已过")
      #expect(grace["onward"] == nil)
      _ = try await sandbox.press("exact", id)
      let paid = try await sandbox.page("/pay/order/\(id)/status").json
      #expect(paid["isFinal"] == true)
      #expect(paid["texts"]?["headline"] == "Paid")
      #expect(paid["onward"] == "https://shop.example/thanks")
      #expect(paid["sections"] == ["transfers", "onward"])
    }
  }

  @Test func transferWithTheFewestConfirmationsCounts() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      func confirmations() async throws -> JSONValue? {
        try await sandbox.page("/pay/order/\(id)/status").json["texts"]?["confirmations"]
      }
      #expect(try await confirmations() == "3 needed")
      _ = try await sandbox.press("wrong_token", id)
      #expect(try await confirmations() == "3 needed")
      _ = try await sandbox.press("partial", id)
      #expect(try await confirmations() == "3 of 3")
      _ = try await sandbox.pay(["orderId": .string(id), "confirmed": false])
      #expect(try await confirmations() == "0 of 3")
      let news = try await sandbox.page("/pay/order/\(id)/status").json
      #expect(news["texts"]?["headline"] == "Payment seen")
      #expect(news["sections"] == ["clock", "transfers"])
    }
  }

  @Test func overdueOrderIsShownExpired() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 15)
      let page = try await sandbox.page("/pay/order/\(id)")
      #expect(page.text.contains("data-phase=\"expired\""))
      #expect(!page.text.contains("http-equiv=\"refresh\""))
    }
  }

  @Test func codeIsAnImage() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let image = try await sandbox.page("/pay/order/\(id)/qr")
      #expect(image.header("Content-Type") == "image/svg+xml")
      #expect(image.text.hasPrefix("<svg "))
      _ = try await sandbox.press("exact", id)
      #expect(try await sandbox.page("/pay/order/\(id)/qr").status == 404)
    }
  }
}
