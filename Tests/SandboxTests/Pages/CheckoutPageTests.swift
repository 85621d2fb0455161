import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct CheckoutPageTests {
  @Test(arguments: Dialect.allCases)
  func orderedItemLeadsToItsPayment(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let path = try await sandbox.checkout(["inventoryTotal": 5])
      let page = try await sandbox.page(path)
      #expect(page.status == 200)
      for text in ["Coffee beans", "25 USDC", "Polygon Amoy Testnet", "25 USDT", "Tron Nile Testnet"] {
        #expect(page.text.contains(text), "\(text)")
      }
      let answer = try await sandbox.checkOut(path, [("option", "USDT@tron-nile"), ("email", "a%40b.example")])
      #expect(answer.status == 303)
      let order = try await sandbox.page(answer.header("Location") ?? "")
      #expect(order.status == 200)
      #expect(order.text.contains("Tron Nile Testnet"))
      #expect(order.text.contains("data-text=\"due\">25</strong>"))
    }
  }

  @Test func reservedItemIsNotForSale() async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(["inventoryTotal": 1])
      #expect(try await sandbox.page(path).text.contains("1 left"))
      let form = try await sandbox.page(path)
      #expect(try await sandbox.checkOut(path).status == 303)
      let page = try await sandbox.page(path)
      #expect(page.status == 409)
      #expect(page.text.contains("<h1>Sold out</h1>"))
      // A payer may have opened the form before.
      let fields = [("token", form.hidden("token") ?? ""), ("option", "USDC@polygon-amoy"), ("email", "a%40b.example")]
      #expect(try await sandbox.submit(path, fields).status == 409)
    }
  }

  struct Closed: Sendable, CustomTestStringConvertible {
    let name: String
    let changes: [String: JSONValue?]
    let steps: [String]
    let minutes: Int
    let status: Int
    let heading: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Closed(
      name: "draft", changes: [:], steps: [], minutes: 0, status: 410, heading: "This payment link is not open"),
    Closed(
      name: "archived", changes: [:], steps: ["publish", "archive"], minutes: 0, status: 410,
      heading: "This payment link is not open"),
    Closed(
      name: "expired", changes: ["expiresAt": "2025-01-28T11:00:00Z"], steps: ["publish"], minutes: 30, status: 410,
      heading: "This offer has ended"),
  ])
  func closedLinkSaysWhy(_ closed: Closed) async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(closed.changes, steps: closed.steps)
      sandbox.clock.advance(minutes: closed.minutes)
      let page = try await sandbox.page(path)
      #expect(page.status == closed.status)
      #expect(page.text.contains("<h1>\(closed.heading)</h1>"))
      #expect(!page.text.contains("<form"))
    }
  }

  @Test func unknownLinkIsNotFound() async throws {
    for dialect in Dialect.allCases {
      try await SandboxFixture.run(dialect: dialect) { sandbox in
        let page = try await sandbox.page("/checkout/nothing")
        #expect(page.status == 404)
        #expect(page.text.contains("<h1>Not found</h1>"))
      }
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let fields: [String: String]
    let phrases: [(field: String, phrase: Phrase)]
    var testDescription: String { "\(fields)" }

    init(_ fields: [String: String], _ phrases: (String, Phrase)...) {
      self.fields = fields
      self.phrases = phrases
    }
  }

  @Test(arguments: [
    Mistake(["amount": "0"], ("amount", .amountProblem)), Mistake(["amount": ""], ("amount", .amountProblem)),
    Mistake(["amount": "1e3"], ("amount", .amountProblem)), Mistake(["amount": "12,50"], ("amount", .amountProblem)),
    Mistake(["amount": "0.0000001"], ("amount", .amountProblem)), Mistake(["amount": "-5"], ("amount", .amountProblem)),
    Mistake(["option": "USDT@polygon-amoy"], ("option", .optionProblem)),
    Mistake(["option": ""], ("option", .optionProblem)), Mistake(["email": "nobody"], ("email", .emailProblem)),
    Mistake(["email": ""], ("email", .emailProblem)),
    Mistake(
      ["amount": "", "option": "", "email": "a%40"], ("amount", .amountProblem), ("option", .optionProblem),
      ("email", .emailProblem)),
  ])
  func mistakeIsNamedAndTheRestKept(_ mistake: Mistake) async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(["amount": "0"])
      let right = ["amount": "12.50", "option": "USDT@tron-nile", "email": "a%40b.example"]
      let fields = right.merging(mistake.fields) { $1 }
      let page = try await sandbox.checkOut(path, fields.map { ($0.key, $0.value) })
      #expect(page.status == 400)
      for (field, phrase) in mistake.phrases {
        #expect(page.text.contains("<p class=\"problem\" id=\"\(field)-problem\">\(phrase.text(in: .english))</p>"))
        #expect(page.text.contains("aria-describedby=\"\(field)-problem"))
      }
      #expect(page.text.matches(of: /class="problem"/).count == mistake.phrases.count)
      // The first wrong field has the focus, without a script.
      let focused = page.text.matches(of: /name="(\w+)"[^>]*autofocus/).map { String($0.1) }
      #expect(focused == [mistake.phrases[0].field])
      if mistake.fields["amount"] == nil { #expect(page.text.contains("value=\"12.50\"")) }
      if mistake.fields["option"] == nil { #expect(page.text.contains("value=\"USDT@tron-nile\" checked")) }
      if mistake.fields["email"] == nil { #expect(page.text.contains("value=\"a@b.example\"")) }
    }
  }

  @Test func payerChoosesTheAmount() async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(["amount": "0"])
      let fields = [("amount", "12.50"), ("option", "USDC@polygon-amoy"), ("email", "a%40b.example")]
      let answer = try await sandbox.checkOut(path, fields)
      let order = try await sandbox.page(answer.header("Location") ?? "")
      #expect(order.text.contains("data-text=\"due\">12.50</strong>"))
    }
  }

  @Test func pastedSpacesAreNoMistake() async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(["amount": "0"])
      let fields = [("amount", "+12.50%C2%A0"), ("option", "USDC@polygon-amoy"), ("email", "%09a%40b.example+")]
      let answer = try await sandbox.checkOut(path, fields)
      #expect(answer.status == 303)
      #expect(try await sandbox.page(answer.header("Location") ?? "").text.contains("data-text=\"due\">12.50</strong>"))
    }
  }

  @Test func emptyPoolIsSaid() async throws {
    try await SandboxFixture.run(poolSize: 0) { sandbox in
      let page = try await sandbox.checkOut(try await sandbox.checkout())
      #expect(page.status == 409)
      #expect(page.text.contains("All addresses are in use"))
    }
  }

  @Test func foreignFormsAreRefused() async throws {
    try await SandboxFixture.run { sandbox in
      let (path, other) = (try await sandbox.checkout(), try await sandbox.checkout())
      let foreign = try await sandbox.page(other).hidden("token") ?? ""
      for token in ["", foreign] {
        let fields = [("token", token), ("option", "USDC@polygon-amoy"), ("email", "a%40b.example")]
        #expect(try await sandbox.submit(path, fields).status == 403)
      }
    }
  }

  @Test(arguments: [
    "<script>window.pwned=1</script>", "\"><img src=x onerror=alert(1)>", "' autofocus onfocus='alert(1)",
    "</title><script>alert(1)</script>", "\u{202E}gnp.exe", "{count}",
  ])
  func hostileTitleIsOnlyText(_ title: String) async throws {
    try await SandboxFixture.run { sandbox in
      let path = try await sandbox.checkout(["title": .string(title), "description": .string(title)])
      let text = try await sandbox.page(path).text
      #expect(!text.contains(/<script>|<img src=x|\u{202E}/))
      #expect(text.contains("<h1><bdi>\(("\(title)" as HTML).text)</bdi></h1>"))
      #expect(text.matches(of: /<title>/).count == 1)
    }
  }

  @Test func previewShowsADraftAndSellsNothing() async throws {
    try await SandboxFixture.run { sandbox in
      let link = try await sandbox.link()
      let preview = try await sandbox.post("/payment-links/\(link["id"] ?? "")/preview-url")
      let root = "http://127.0.0.1:\(sandbox.server.port)"
      let path = String(try #require(preview["url"]).dropFirst(root.count))
      let page = try await sandbox.page(path)
      #expect(page.status == 200)
      #expect(page.text.contains("<button disabled>"))
      #expect(try await sandbox.page(path + "&lang=zh").text.contains("<html lang=\"zh-Hans\">"))
      #expect(page.text.contains("href=\"\(path)&amp;lang=zh\""))
      #expect(try await sandbox.page(String(path.prefix { $0 != "?" }) + "?token=guess").status == 404)
    }
  }
}

extension SandboxFixture {
  fileprivate func link(_ changes: [String: JSONValue?] = [:]) async throws -> WireResponse {
    let pairs = [("USDC", "polygon-amoy"), ("USDT", "tron-nile")]
    let isOpen = changes["amount"] == "0"
    var body: JSONObject = [
      "title": "Coffee beans", "amount": "25", "amountType": isOpen ? "user_input" : "fixed",
      "currencies": .array(
        pairs.map {
          ["currency": .string($0.0), "chainId": .string($0.1), "chainOptions": [.string($0.1)]]
        }),
    ]
    for (name, value) in changes { body[name] = value }
    return try await post("/payment-links", .object(body))
  }

  /// The path of a link's page after some steps.
  fileprivate func checkout(
    _ changes: [String: JSONValue?] = [:], steps: [String] = ["publish"]
  ) async throws -> String {
    var link = try await link(changes)
    let id = link["id"] ?? ""
    for step in steps { link = try await post("/payment-links/\(id)/\(step)") }
    return "/checkout/\(link["slug"] ?? "")"
  }

  fileprivate func checkOut(
    _ path: String, _ fields: [(String, String)] = [("option", "USDC@polygon-amoy"), ("email", "a%40b.example")]
  ) async throws -> WireResponse {
    let token = try await page(path).hidden("token") ?? ""
    return try await submit(path, [("token", token)] + fields)
  }
}
