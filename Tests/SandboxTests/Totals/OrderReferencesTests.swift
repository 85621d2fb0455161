import Testing

@testable import SandboxModel

/// References searched in blocks, against the same search of every row.
@Suite struct OrderReferencesTests {
  private static let rows = 1700
  private static let searches = [
    "Invoice-1", "INVOICE", "e-12", "1", "订单", "订", "单9", "İ", "i̇", "I", "É", "é", "k_", "K", "\u{212A}", "_", "%",
    "\\_",
    "i%1", "1_É", "none of them", "9订", "7É", "\\", "12\\", "%%", "0", "İ1",
  ]

  private static func matches(_ text: String, _ search: TextSearch, _ database: Database) throws -> [Int64] {
    var filter = Filter("tenant = ?", "t")
    filter.require("reference", contains: text, by: search)
    return try database.all("SELECT sequence FROM orders \(filter.clause) ORDER BY sequence", filter.values) {
      row throws(DatabaseError) in try row.integer()
    }
  }

  @Test(arguments: [TextSearch.substring, .likePattern], [true, false])
  func blocksFindWhatRowsHave(_ search: TextSearch, _ hasBlocks: Bool) throws {
    let database = try ManyRows.make(ManyRows.orders(Self.rows))
    let references = OrderReferences(database: database)
    if hasBlocks { try references.complete() }
    // Three blocks are complete, each with orders of two tenants.
    #expect(try database.number("SELECT COUNT(*) FROM order_references") == (hasBlocks ? 6 : 0))
    for text in Self.searches {
      let found = try references.find(ReferenceMatcher(text, search), "t")
      #expect(found == (try Self.matches(text, search, database)), "\(text)")
    }
    #expect(try references.find(ReferenceMatcher("1", search), "nobody") == [])
  }

  @Test func searchAndOtherConditionsHoldTogether() throws {
    let database = try ManyRows.make(ManyRows.orders(6000))
    try OrderReferences(database: database).complete()
    for (text, status) in [("Invoice-1", "pending"), ("1", "completed"), ("İ", "expired"), ("x", "expired")] {
      var criteria = OrderCriteria(tenant: "t")
      (criteria.reference, criteria.statuses) = (text, [status])
      let filter = criteria.filter
      let all = try database.all("SELECT sequence FROM orders \(filter.clause) ORDER BY sequence DESC", filter.values) {
        row throws(DatabaseError) in try row.integer()
      }
      for number in [1, 2] {
        let (page, total) = try OrderRepository(database: database).list(criteria, ListPage(number: number, limit: 9))
        #expect(total == all.count)
        #expect(page.map(\.sequence) == Array(all.dropFirst((number - 1) * 9).prefix(9)))
      }
    }
  }

  /// A hit must not reach from one reference into the next.
  @Test func searchStaysWithinOneReference() {
    let bytes = ReferenceBlock.bytes(of: [(3, "ab"), (5, "ba"), (9, ""), (10, "aab")])
    var found: [Int64] = []
    bytes.withUnsafeBytes { ReferenceBlock($0).find(ReferenceMatcher("BB", .substring), first: 100, &found) }
    #expect(found == [])
    bytes.withUnsafeBytes { ReferenceBlock($0).find(ReferenceMatcher("AB", .substring), first: 100, &found) }
    #expect(found == [103, 110])
  }

  @Test func damagedBlockFindsNothing() {
    for bytes in [[], [9], Array(repeating: UInt8.max, count: 40)] as [[UInt8]] {
      var found: [Int64] = []
      bytes.withUnsafeBytes { ReferenceBlock($0).find(ReferenceMatcher("a", .likePattern), first: 0, &found) }
      #expect(found.isEmpty)
    }
  }
}
