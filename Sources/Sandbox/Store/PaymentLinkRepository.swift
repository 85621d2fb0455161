/// Payment links as rows.
struct PaymentLinkRepository {
  private static let columns = """
    sequence, id, tenant, slug, title, description, amount, currencies, inventory_total, inventory_reserved, \
    inventory_sold, expires_at, metadata, status, is_archived, created_at, published_at
    """

  let database: Database

  func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM payment_links") + 1
  }

  func insert(_ link: PaymentLink) throws {
    try database.execute(
      "INSERT INTO payment_links (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(link.sequence), .text(link.id), .text(link.tenant), .text(link.slug), .text(link.title),
        SQLValue(link.description), .text(link.amountText), .text(link.currencies), SQLValue(link.inventory.total),
        SQLValue(link.inventory.reserved), SQLValue(link.inventory.sold), SQLValue(link.expiresAt),
        SQLValue(link.metadata), .text(link.status.rawValue), SQLValue(link.isArchived), SQLValue(link.createdAt),
        SQLValue(link.publishedAt),
      ])
  }

  func find(id: String, tenant: String) throws -> PaymentLink? {
    try database.first(
      "SELECT \(Self.columns) FROM payment_links WHERE id = ? AND tenant = ?", [.text(id), .text(tenant)], Self.read)
  }

  /// Newest first.
  func list(_ filter: Filter, _ page: Page) throws -> (links: [PaymentLink], total: Int) {
    let links = try database.all(
      "SELECT \(Self.columns) FROM payment_links \(filter.clause) ORDER BY sequence DESC LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    return (links, Int(try database.number("SELECT COUNT(*) FROM payment_links \(filter.clause)", filter.values)))
  }

  /// What a merchant may change later; the rest has its own ways.
  func update(_ link: PaymentLink) throws {
    try database.execute(
      """
      UPDATE payment_links SET title = ?, description = ?, amount = ?, inventory_total = ?, expires_at = ?, metadata = ?
      WHERE id = ?
      """,
      [
        .text(link.title), SQLValue(link.description), .text(link.amountText), SQLValue(link.inventory.total),
        SQLValue(link.expiresAt), SQLValue(link.metadata), .text(link.id),
      ])
  }

  /// The time of the first publication stays.
  func publish(_ link: PaymentLink, at time: Timestamp) throws {
    try database.execute(
      "UPDATE payment_links SET status = 'published', published_at = COALESCE(published_at, ?) WHERE id = ?",
      [SQLValue(time), .text(link.id)])
  }

  func archive(_ link: PaymentLink) throws {
    try database.execute("UPDATE payment_links SET is_archived = 1 WHERE id = ?", [.text(link.id)])
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> PaymentLink {
    PaymentLink(
      sequence: try row.integer(), id: try row.text(), tenant: try row.text(), slug: try row.text(),
      title: try row.text(), description: row.optionalText(), amountText: try row.text(), currencies: try row.text(),
      inventory: PaymentLink.Inventory(
        total: row.optionalInteger().map(Int.init), reserved: try row.int(), sold: try row.int()),
      expiresAt: row.optionalTimestamp(), metadata: row.optionalText(),
      status: try row.value(PaymentLink.Status.self), isArchived: try row.int() == 1,
      createdAt: try row.timestamp(), publishedAt: row.optionalTimestamp())
  }
}
