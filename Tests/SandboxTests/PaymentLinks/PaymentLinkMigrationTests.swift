import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Links that were made before they could be paid.
@Suite struct PaymentLinkMigrationTests {
  private static func old(_ amount: String, publishedAt: Int?) throws -> PaymentLink? {
    let database = try Database(path: ":memory:")
    try database.executeScript(Schema.initial)
    try database.executeScript("PRAGMA user_version = 1")
    try database.execute(
      """
      INSERT INTO payment_links (sequence, id, tenant, slug, title, amount, currencies, inventory_total, status,
      created_at, published_at) VALUES (1, 'pl_1', 't', 's', 'T', ?, ?, 5, 'published', 1000, ?)
      """, [.text(amount), #"[{"currency":"USDC","chainId":"polygon-amoy"}]"#, SQLValue(publishedAt)])
    try Schema.migrate(database)
    return try PaymentLinkRepository(database: database).find(id: "pl_1", tenant: "t")
  }

  @Test(arguments: [("0", PaymentLink.AmountType.userInput), ("0.00", .userInput), ("10", .fixed), ("0.10", .fixed)])
  func amountTellsWhetherThePayerChooses(_ amount: String, _ type: PaymentLink.AmountType) throws {
    let link = try #require(try Self.old(amount, publishedAt: nil))
    #expect(link.amountType == type)
    #expect(link.amountText == amount)
  }

  @Test(arguments: [(nil, 1000), (2000, 2000)])
  func lastChangeIsThePublication(_ publishedAt: Int?, _ updatedAt: Int64) throws {
    let link = try #require(try Self.old("1", publishedAt: publishedAt))
    #expect(link.updatedAt.milliseconds == updatedAt)
    #expect(link.options == [PaymentOption(currency: "USDC", chainId: "polygon-amoy")])
    #expect(link.inventory == PaymentLink.Inventory(total: 5, reserved: 0, sold: 0))
    #expect(link.theme == "dark")
  }
}
