import Synchronization
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

extension RequestContext {
  /// Makes one on a database of its own unless one is given, with one address of each family.
  static func make(dialect: Dialect = .documented, database: Database? = nil) throws -> RequestContext {
    let database = try database ?? Database.make()
    let identifiers = Identifiers(seed: 42)
    let settings = SandboxSettings(
      controlToken: "let-me-in", allowsDuplicateReferences: false, dialect: dialect, transport: nil,
      identifiers: identifiers, cooldownMinutes: 30, machineClock: MonotonicClock { TestClock().now },
      webhooks: .make(dialect))
    let context = RequestContext(
      request: .own, parameters: [], tenant: nil, now: TestClock().now, settings: settings,
      store: SandboxStore(database: database, settings: settings.store), afterCommit: PostCommitWork())
    for family in AddressProtocol.allCases { try context.store.pool.fill(family, to: 1, from: identifiers) }
    return context
  }
}

extension Database {
  /// Makes a database in memory, with all tables and no rows.
  static func make() throws -> Database {
    let database = try Database(path: ":memory:")
    try Schema.migrate(database)
    return database
  }
}

extension Order {
  /// Made at zero, to be paid within 10 minutes and 5 of grace.
  static func make(
    asset: (currency: String, chainId: String) = ("USDC", "ethereum-sepolia"), amount: String = "10.50",
    status: OrderStatus = .pending, successUrl: String? = nil, cancelUrl: String? = nil
  ) throws -> Order {
    let start = Timestamp(milliseconds: 0)
    return Order(
      sequence: 1, id: "ord_0123456789abcdef", tenant: "tenant", reference: "order-1", amountText: amount,
      currency: asset.currency, chainId: asset.chainId, address: "0x81d5c9300f9c17102401543f03d12befc54953f4",
      status: status, terms: try #require(PaymentTerms(windowMinutes: 10, graceMinutes: 5)), createdAt: start,
      windowEndsAt: start.adding(minutes: 10), graceEndsAt: start.adding(minutes: 15), successUrl: successUrl,
      cancelUrl: cancelUrl, metadata: nil, transactionHash: nil, endedAt: status == .pending ? nil : start)
  }
}

extension PaymentLink {
  /// Published, 25 USDC or 24 USDT on one chain, without limits.
  static func make(
    published: Bool = true, archived: Bool = false, amount: String = "25", type: AmountType = .fixed,
    options: [PaymentOption]? = nil, total: Int? = nil, reserved: Int = 0, sold: Int = 0, expiresAt: Timestamp? = nil
  ) -> PaymentLink {
    let start = Timestamp(milliseconds: 0)
    return PaymentLink(
      sequence: 1, id: "pl_0123456789abcdef", tenant: "t",
      lifecycle: PaymentLinkLifecycle(
        status: published ? .published : .draft, isArchived: archived, slug: "slug",
        publishedAt: published ? start : nil),
      title: "T", description: nil, amountText: amount, amountType: type,
      options: options ?? [
        PaymentOption(currency: "USDC", chainId: "ethereum-sepolia"),
        PaymentOption(currency: "USDT", chainId: "ethereum-sepolia", amountText: "24"),
      ], inventory: Inventory(total: total, reserved: reserved, sold: sold), expiresAt: expiresAt, metadata: nil,
      callToAction: nil, theme: "dark", createdAt: start, updatedAt: start)
  }
}

extension WebhookEndpoint {
  static func make(tenant: String = "tenant") -> WebhookEndpoint {
    let now = TestClock().now
    return WebhookEndpoint(
      sequence: 1, id: "wep_1", tenant: tenant, name: "shop", description: nil, url: "http://127.0.0.1:1/",
      secret: "whsec_x", scheme: .hex, subscribedEvents: ["*"], maximumRetries: 5, timeoutMilliseconds: 30_000,
      isEnabled: true, createdAt: now, updatedAt: now)
  }
}

extension WebhookSettings {
  /// Makes the settings of a sandbox without an endpoint, which sends nothing.
  static func make(_ dialect: Dialect = .documented) -> WebhookSettings {
    WebhookSettings(configuredEndpoint: nil, secret: "whsec_test", scheme: dialect.signatureScheme)
  }
}
