import JSON
import QRImage
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
      for text in ["10.50", "USDC", "Ethereum Sepolia Testnet", "10:00", "no real money", "Test merchant"] {
        #expect(page.text.contains(text), "\(text)")
      }
      // The groups are set apart by the style alone, so that the text is the address.
      let code = try #require(page.text.firstMatch(of: /id="address">(.*?)<\/code>/)?.1)
      #expect(code.replacing(/<span>|<\/span>|<wbr>/, with: "") == order["address"] ?? "?")
      #expect(code.matches(of: /<span>[0-9a-fA-F]{4}<\/span>/).count == 10)
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
      #expect(paid["sections"] == ["steps", "receipt", "transfers", "onward", "late"])
      #expect(paid["times"]?["ended"] == "2025-01-28T10:41:00.000Z")
    }
  }

  @Test func transferWithTheFewestConfirmationsCounts() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      func confirmations() async throws -> JSONValue? {
        try await sandbox.page("/pay/order/\(id)/status").json["texts"]?["step-confirmed"]
      }
      #expect(try await confirmations() == "3 confirmations")
      _ = try await sandbox.press("wrong_token", id)
      #expect(try await confirmations() == "3 confirmations")
      _ = try await sandbox.press("partial", id)
      #expect(try await confirmations() == "3 of 3 confirmations")
      _ = try await sandbox.pay(["orderId": .string(id), "confirmed": false])
      #expect(try await confirmations() == "0 of 3 confirmations")
    }
  }

  /// A payment without confirmations can go on in every direction: block by block, at once, or back.
  @Test func confirmingIsNoDeadEnd() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      func status() async throws -> JSONValue { try await sandbox.page("/pay/order/\(id)/status").json }
      _ = try await sandbox.press("unconfirmed", id)
      let seen = try await status()
      #expect(seen["texts"]?["headline"] == "Payment seen")
      #expect(seen["texts"]?["step-confirmed"] == "1 of 3 confirmations")
      #expect(
        seen["sections"] == [
          "steps", "confirm", "details", "limits", "transfers", "next_block", "all_blocks", "reorganisation",
        ])
      _ = try await sandbox.press("next_block", id)
      #expect(try await status()["texts"]?["step-confirmed"] == "2 of 3 confirmations")
      _ = try await sandbox.press("reorganisation", id)
      let dropped = try await status()
      #expect(dropped["texts"]?["headline"] == "A payment was taken back")
      #expect(dropped["transfers"]?.array?.first?["state"] == "taken back by the network, does not count")
      _ = try await sandbox.press("unconfirmed", id)
      _ = try await sandbox.press("all_blocks", id)
      #expect(try await status()["texts"]?["headline"] == "Paid")
      #expect(try await sandbox.get("/orders/\(id)")["receivedAmount"] == "10.5")
    }
  }

  /// A payment after the end moves the clock there, and counts neither for an expired nor for a paid order.
  @Test func latePaymentsAreSaidNotToCount() async throws {
    try await SandboxFixture.run { sandbox in
      let (late, paid) = (try await sandbox.orderId("late"), try await sandbox.orderId("paid"))
      _ = try await sandbox.press("exact", paid)
      for (id, detail) in [(late, "arrived after the end"), (paid, "arrived after that, which does not count")] {
        _ = try await sandbox.press("late", id)
        let texts = try await sandbox.page("/pay/order/\(id)/status").json["texts"]
        #expect(texts?["detail"]?.string?.contains(detail) == true, "\(texts ?? .null)")
      }
      #expect(try await sandbox.get("/orders/\(late)")["status"] == "expired")
      #expect(try await sandbox.get("/orders/\(paid)")["receivedAmount"] == "10.5")
    }
  }

  /// A payment that the network took back, and that came back after another one had been sent for it.
  @Test func moneyThatIsNotConfirmedIsNotOnTheReceipt() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let first = try await sandbox.pay(["orderId": .string(id), "confirmations": 1])
      let hash = try #require(first.data["transfer"]?["txHash"] ?? first.data["txHash"])
      _ = try await sandbox.press("reorganisation", id)
      _ = try await sandbox.pay(["orderId": .string(id), "confirmations": 2])
      _ = try await sandbox.pay(["orderId": .string(id), "txHash": hash, "confirmations": 3])
      let texts = try await sandbox.page("/pay/order/\(id)/status").json["texts"]
      #expect(texts?["headline"] == "Paid")
      #expect(texts?["paid"] == "10.50 USDC" && texts?["not-confirmed"] == "10.50 USDC", "\(texts ?? .null)")
      #expect(texts?["hash"] == hash && texts?["step-confirmed"] == "3 of 3 confirmations")
    }
  }

  /// More than one page of the list, so that the sums cannot come from what is shown.
  @Test func sumsAreOfAllTransfers() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.press("exact", id)
      for _ in 1...25 { _ = try await sandbox.pay(["orderId": .string(id), "amount": "1"]) }
      let json = try await sandbox.page("/pay/order/\(id)/status").json
      #expect(json["texts"]?["detail"]?.string?.contains("25 USDC arrived after that") == true)
      #expect(json["transfers"]?.array?.count == 20)
    }
  }

  @Test func receiptHasHashTimeAndTitle() async throws {
    try await SandboxFixture.run { sandbox in
      let link = try await sandbox.post(
        "/payment-links",
        [
          "title": "Coffee beans", "amount": "12.50",
          "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
        ])
      let published = try await sandbox.post("/payment-links/\(link["id"] ?? "")/publish")
      let path = "/checkout/\(published["slug"] ?? "")"
      let token = try await sandbox.page(path).hidden("token") ?? ""
      let placed = try await sandbox.submit(
        path, [("token", token), ("option", "USDC@polygon-amoy"), ("email", "a%40b.example")])
      let id = String(placed.header("Location")?.split(separator: "/").last ?? "")
      _ = try await sandbox.press("exact", id)
      let order = try await sandbox.get("/orders/\(id)")
      let page = try await sandbox.page("/pay/order/\(id)").text
      let hash = try #require(order["txHash"])
      for text in ["Coffee beans", "12.50 USDC", hash, "2025-01-28 10:30:00 UTC", "data-section=\"receipt\" aria"] {
        #expect(page.contains(text), "\(text)")
      }
      // A page that was opened when its order had ended has no room for what cannot come, and no clock.
      #expect(!page.contains(" kept\" data-section") && page.contains("data-section=\"clock\" hidden"))
    }
  }

  @Test func merchantIsNamed() async throws {
    try await SandboxFixture.run(merchant: "Bean & Leaf\u{202E}") { sandbox in
      let page = try await sandbox.page("/pay/order/\(try await sandbox.orderId())")
      #expect(page.text.contains("<p class=\"merchant\"><bdi>Bean &amp; Leaf</bdi></p>"))
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
      let address = try await sandbox.get("/orders/\(id)")["address"] ?? ""
      let image = try await sandbox.page("/pay/order/\(id)/qr")
      #expect(image.header("Content-Type") == "image/svg+xml")
      #expect(image.text == QRCode(address)?.svg)
      #expect(try await sandbox.page("/pay/order/\(id)/qr?content=uri").text != image.text)
      _ = try await sandbox.press("exact", id)
      #expect(try await sandbox.page("/pay/order/\(id)/qr").status == 404)
    }
  }
}
