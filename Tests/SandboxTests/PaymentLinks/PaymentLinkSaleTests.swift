import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentLinkSaleTests {
  private static let now = Timestamp(milliseconds: 1000)

  private static func purchase(
    _ currency: String = "USDC", _ chainId: String = "ethereum-sepolia", _ amount: String? = nil
  ) -> Purchase {
    Purchase(email: "payer@example.com", currency: currency, chainId: chainId, amountText: amount)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let link: PaymentLink
    let purchase: Purchase
    let refusal: CheckoutRefusal
    var testDescription: String { "\(refusal)" }

    init(_ link: PaymentLink, _ purchase: Purchase, _ refusal: CheckoutRefusal) {
      (self.link, self.purchase, self.refusal) = (link, purchase, refusal)
    }
  }

  /// Everything is wrong at first; each row has one mistake less than the one before it.
  @Test(arguments: [
    Mistake(
      .make(published: false, archived: true, type: .userInput, total: 0, expiresAt: now), purchase("DOGE", "moon"),
      .notPublished),
    Mistake(.make(archived: true, type: .userInput, total: 0, expiresAt: now), purchase("DOGE", "moon"), .archived),
    Mistake(.make(type: .userInput, total: 0, expiresAt: now), purchase("DOGE", "moon"), .expired),
    Mistake(.make(type: .userInput, total: 0), purchase("DOGE", "moon"), .currencyNotTaken),
    Mistake(.make(type: .userInput, total: 0), purchase("USDC", "moon"), .chainNotTaken),
    Mistake(.make(type: .userInput, total: 0), purchase(), .soldOut),
    Mistake(.make(type: .userInput), purchase(), .amountMissing),
    Mistake(.make(type: .userInput), purchase("USDC", "ethereum-sepolia", "0"), .amountInvalid),
  ])
  func firstMistakeIsTold(_ mistake: Mistake) {
    #expect(throws: mistake.refusal) {
      try mistake.link.sale(of: mistake.purchase, now: Self.now)
    }
  }

  @Test(arguments: [
    (PaymentLink.AmountType.fixed, "USDC", nil, "25"), (.fixed, "USDT", nil, "24"), (.fixed, "USDC", "1", "25"),
    (.userInput, "USDC", "7.50", "7.50"), (.userInput, "USDT", "0.000001", "0.000001"),
  ])
  func priceIsTheOptionsOrTheLinksOrThePayers(
    _ type: PaymentLink.AmountType, _ currency: String, _ amount: String?, _ price: String
  ) throws {
    let sale = try PaymentLink.make(type: type).sale(
      of: Self.purchase(currency, "ethereum-sepolia", amount), now: Self.now)
    #expect(sale.amountText == price)
    #expect(sale.asset == Asset(currency: currency, chainId: "ethereum-sepolia"))
  }

  @Test(arguments: ["0", "0.000000", "-1", "1e2", "many", "0.0000001", "1000000000000000"])
  func payersAmountIsMoreThanZeroAndExact(_ amount: String) {
    #expect(throws: CheckoutRefusal.amountInvalid) {
      try PaymentLink.make(type: .userInput).sale(
        of: Self.purchase("USDC", "ethereum-sepolia", amount), now: Self.now)
    }
  }

  @Test func linkSellsUntilTheMomentItExpires() throws {
    let end = Timestamp(milliseconds: Self.now.milliseconds + 1)
    let link = PaymentLink.make(expiresAt: end)
    _ = try link.sale(of: Self.purchase(), now: Self.now)
    #expect(throws: CheckoutRefusal.expired) { try link.sale(of: Self.purchase(), now: end) }
  }

  @Test(arguments: [
    (nil, 7, 9, nil, true), (5, 0, 0, 5, true), (5, 2, 2, 1, true), (5, 5, 0, 0, true), (5, 0, 5, 0, true),
    (5, 3, 3, 0, false), (0, 0, 0, 0, true), (-1, 0, 0, 0, false),
  ])
  func availableIsWhatIsNeitherReservedNorSold(
    _ total: Int?, _ reserved: Int, _ sold: Int, _ available: Int?, _ isConsistent: Bool
  ) {
    let inventory = PaymentLink.Inventory(total: total, reserved: reserved, sold: sold)
    #expect(inventory.available == available)
    #expect(inventory.isConsistent == isConsistent)
  }
}
