import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What the routes and the pages for payers share.
@Suite struct CheckoutTests {
  private static let now = Timestamp(milliseconds: 5000)

  private let links: PaymentLinkRepository
  private let checkouts: [Dialect: Checkout]

  init() throws {
    let database = try Database.make()
    let (identifiers, orders) = (Identifiers(seed: 42), OrderRepository(database: database))
    let pool = AddressPool(database: database, cooldownMinutes: 30)
    try pool.fill(.evm, to: 2, from: identifiers)
    let links = PaymentLinkRepository(database: database)
    self.links = links
    let placement = OrderPlacement(
      orders: orders, pool: pool, identifiers: identifiers,
      outbox: try RequestContext.make(database: database).store.outbox)
    checkouts = Dictionary(
      uniqueKeysWithValues: Dialect.allCases.map { dialect in
        let checkout = Checkout(
          links: links, linkOrders: PaymentLinkOrderRepository(database: database, orders: orders),
          placement: placement, dialect: dialect)
        return (dialect, checkout)
      })
  }

  @Test(arguments: Dialect.allCases)
  func resultHasTheReservedLinkAndTheOrder(_ dialect: Dialect) throws {
    try links.insert(.make(total: 5))
    let purchase = Purchase(email: "payer@example.com", currency: "USDT", chainId: "ethereum-sepolia")
    let result = try #require(try checkouts[dialect]?.place(purchase, slug: "slug", now: Self.now))
    #expect(result.link.inventory == PaymentLink.Inventory(total: 5, reserved: 1, sold: 0))
    #expect(result.linkOrder.linkId == result.link.id)
    #expect(result.linkOrder.order.reference == dialect.shown(result.linkOrder.id))
    #expect(result.linkOrder.order.amountText == "24")
    #expect(result.linkOrder.order.tenant == "t")
    #expect(result.linkOrder.order.graceEndsAt == Self.now.adding(minutes: 15))
  }

  @Test func unknownSlugIsRefused() throws {
    let checkout = try #require(checkouts[.documented])
    #expect(throws: CheckoutRefusal.unknownLink) { try checkout.publishedLink(slug: "slug") }
    try links.insert(.make(published: false, archived: true))
    #expect(throws: CheckoutRefusal.notPublished) { try checkout.publishedLink(slug: "slug") }
  }

  @Test(arguments: Dialect.allCases)
  func draftIsPreviewedWithItsToken(_ dialect: Dialect) throws {
    try links.insert(.make(published: false))
    let checkout = try #require(checkouts[dialect])
    let (stored, end) = ("pl_0123456789abcdef", Self.now.adding(minutes: 10))
    let token = PreviewToken(seed: 42).text(for: stored, until: end)
    let id = dialect.shown(stored)
    #expect(try checkout.previewedLink(id, token: token, now: Self.now)?.id == stored)
    #expect(try checkout.previewedLink(id, token: token, now: end) == nil)
    #expect(try checkout.previewedLink(id, token: "", now: Self.now) == nil)
    #expect(try checkout.previewedLink(dialect.shown("pl_0123456789abcdee"), token: token, now: Self.now) == nil)
  }
}
