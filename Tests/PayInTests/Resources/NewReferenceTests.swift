import JSON
import Testing

@testable import PayIn

@Suite struct NewReferenceTests {
  private func validationError(_ text: String) throws -> NewReference.ValidationError? {
    NewReference.error(in: text, hiding: Secrets(try APIKey(APIKey.canary)))
  }

  @Test(arguments: [
    "order_1", "gift-❤️-2", "👩‍💻-77", "می‌روم", "订单　1", "a\u{A0}b", "café", "cafe\u{301}", "1️⃣", "ﷺ", "𝒳", "a b",
    "用户　一", "عربي", "ไทย", "한국어", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "x/y?z#%\\\"'<>",
  ])
  func whatAPersonCanSeeIsAllowed(_ text: String) throws {
    #expect(try validationError(text) == nil)
  }

  @Test(
    arguments: [
      ("INV-1\u{200B}", "\u{200B}", 6), ("a\tb", "\t", 2), ("a\nb", "\n", 2), ("\u{FEFF}a", "\u{FEFF}", 1),
      ("so\u{AD}ft", "\u{AD}", 3), ("x\u{200D}", "\u{200D}", 2), ("a\u{202E}b", "\u{202E}", 2),
      ("a\u{2028}b", "\u{2028}", 2), ("a\u{0}b", "\u{0}", 2), ("a\u{2066}b", "\u{2066}", 2),
      ("a\u{E0001}b", "\u{E0001}", 2), ("a\u{FE0F}b", "\u{FE0F}", 2), ("a\u{200C}b", "\u{200C}", 2),
      ("a\u{3164}b", "\u{3164}", 2), ("a\u{E000}b", "\u{E000}", 2), ("a\u{10FFFF}b", "\u{10FFFF}", 2),
      ("\u{2800}", "\u{2800}", 1), ("INV-1\u{2800}", "\u{2800}", 6), ("a\u{16FE4}b", "\u{16FE4}", 2),
      ("a\u{1D159}", "\u{1D159}", 2),
    ] as [(String, Unicode.Scalar, Int)])
  func whatNobodySeesIsRefusedByNameAndPlace(_ text: String, _ scalar: Unicode.Scalar, _ position: Int) throws {
    #expect(try validationError(text) == .hidden(scalar, position: position))
  }

  @Test(arguments: ["", " ", " a", "a ", "　a", "a\u{A0}"])
  func whiteSpaceAtTheEndsIsRefused(_ text: String) throws {
    #expect(try validationError(text) == .surroundingSpace)
  }

  @Test func keyIsNoReference() throws {
    #expect(try validationError("order-\(APIKey.canary)") == .secret)
  }

  /// Payers see the addresses of an order and its data.
  @Test(arguments: ["successUrl", "cancelUrl", "metadata"])
  func keyIsInNoPartOfANewOrder(_ field: String) async throws {
    let transport = ScriptedTransport(.json(500, ""))
    var order = try NewOrder.make()
    switch field {
    case "successUrl": order.successURL = "https://x/?k=\(APIKey.canary)"
    case "cancelUrl": order.cancelURL = "https://x/?k=\(APIKey.canary)"
    default: order.metadata = ["a": [["k": .string(APIKey.canary)]]]
    }
    let client = try PayInClient.make(transport)
    let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(order) })
    #expect((error.code, error.outcome, error.field) == (.invalidArguments, .notSent, field))
    #expect(transport.requests.isEmpty)
  }

  /// One that exists holds whatever it does.
  @Test func referenceWithTheKeyCanBeUnbound() async throws {
    let transport = ScriptedTransport(.json(200, #"{"data":{}}"#))
    _ = try? await PayInClient.make(transport).unbindDepositAddress(reference: APIKey.canary)
    #expect(!transport.requests.isEmpty)
  }

  @Test func refusalNamesTheCharacterAndTheFix() throws {
    let error = try #require(try validationError("INV-1\u{200B}"))
    #expect(error.given.rendered(in: .english) == "U+200B ZERO WIDTH SPACE at character 6")
    #expect(error.fix.rendered(in: .english) == "Remove character 6, U+200B ZERO WIDTH SPACE, which nobody sees.")
  }

  @Test(arguments: ["INV-1\u{200B}", "x\u{200D}", "a\tb", " a"])
  func nothingIsSentForAReferenceThatIsRefused(_ text: String) async throws {
    let transport = ScriptedTransport(.json(500, ""))
    let client = try PayInClient.make(transport, checksDuplicates: true)
    var order = try NewOrder.make()
    order.reference = text
    let created = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(order) })
    #expect((created.code, created.outcome, created.field) == (.invalidArguments, .notSent, "orderReference"))
    let bound = try #require(
      await #expect(throws: PayInError.self) { try await client.bindDepositAddress(reference: text, protocol: "evm") })
    #expect((bound.code, bound.outcome, bound.field) == (.invalidArguments, .notSent, "depositReference"))
    #expect(transport.requests.isEmpty)
  }
}
