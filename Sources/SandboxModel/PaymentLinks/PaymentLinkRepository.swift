/// The table of payment links.
package struct PaymentLinkRepository {
  private static let written = """
    sequence, id, tenant, slug, title, description, amount, amount_type, currencies, inventory_total, expires_at, \
    metadata, status, is_archived, published_at, call_to_action, theme, created_at, updated_at
    """

  private static let columns = "\(written), \(count("pending")), \(count("completed"))"

  /// The SQL term that counts a link's orders with a status.
  private static func count(_ status: String) -> String {
    """
    (SELECT COUNT(*) FROM payment_link_orders AS sale JOIN orders ON orders.id = sale.order_id \
    WHERE sale.payment_link_id = payment_links.id AND orders.status = '\(status)')
    """
  }

  package let database: Database

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM payment_links") + 1
  }

  package func insert(_ link: PaymentLink) throws {
    try database.execute(
      "INSERT INTO payment_links (\(Self.written)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(link.sequence), .text(link.id), .text(link.tenant), .text(link.slug), .text(link.title),
        SQLValue(link.description), .text(link.amountText), .text(link.amountType.rawValue),
        .text(try PaymentOption.text(of: link.options)), SQLValue(link.inventory.total), SQLValue(link.expiresAt),
        SQLValue(link.metadata), .text(link.status.rawValue), SQLValue(link.isArchived), SQLValue(link.publishedAt),
        SQLValue(link.callToAction), .text(link.theme), SQLValue(link.createdAt), SQLValue(link.updatedAt),
      ])
  }

  package func find(id: String, tenant: String) throws -> PaymentLink? {
    try find(id: id).flatMap { $0.tenant == tenant ? $0 : nil }
  }

  package func find(id: String) throws -> PaymentLink? {
    try database.first("SELECT \(Self.columns) FROM payment_links WHERE id = ?", [.text(id)], Self.read)
  }

  package func find(slug: String) throws -> PaymentLink? {
    try database.first("SELECT \(Self.columns) FROM payment_links WHERE slug = ?", [.text(slug)], Self.read)
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (links: [PaymentLink], total: Int) {
    let links = try database.all(
      "SELECT \(Self.columns) FROM payment_links \(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    return (links, Int(try database.number("SELECT COUNT(*) FROM payment_links \(filter.clause)", filter.values)))
  }

  /// Stores the columns that can change.
  package func update(_ link: PaymentLink) throws {
    try database.execute(
      """
      UPDATE payment_links SET slug = ?, title = ?, description = ?, amount = ?, amount_type = ?, currencies = ?, \
      inventory_total = ?, expires_at = ?, metadata = ?, status = ?, is_archived = ?, published_at = ?, \
      call_to_action = ?, theme = ?, updated_at = ? WHERE id = ?
      """,
      [
        .text(link.slug), .text(link.title), SQLValue(link.description), .text(link.amountText),
        .text(link.amountType.rawValue), .text(try PaymentOption.text(of: link.options)),
        SQLValue(link.inventory.total), SQLValue(link.expiresAt), SQLValue(link.metadata),
        .text(link.status.rawValue), SQLValue(link.isArchived), SQLValue(link.publishedAt),
        SQLValue(link.callToAction), .text(link.theme), SQLValue(link.updatedAt), .text(link.id),
      ])
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> PaymentLink {
    let (sequence, id, tenant, slug) = (try row.integer(), try row.text(), try row.text(), try row.text())
    let (title, description, amountText) = (try row.text(), row.optionalText(), try row.text())
    let (amountType, options) = (try row.value(PaymentLink.AmountType.self), try row.options())
    let (total, expiresAt, metadata) = (row.optionalInteger(), row.optionalTimestamp(), row.optionalText())
    let lifecycle = PaymentLinkLifecycle(
      status: try row.value(PaymentLinkLifecycle.Status.self), isArchived: try row.int() == 1, slug: slug,
      publishedAt: row.optionalTimestamp())
    let (callToAction, theme) = (row.optionalText(), try row.text())
    let (createdAt, updatedAt) = (try row.timestamp(), try row.timestamp())
    let inventory = PaymentLink.Inventory(total: total.map(Int.init), reserved: try row.int(), sold: try row.int())
    return PaymentLink(
      sequence: sequence, id: id, tenant: tenant, lifecycle: lifecycle, title: title, description: description,
      amountText: amountText, amountType: amountType, options: options, inventory: inventory, expiresAt: expiresAt,
      metadata: metadata, callToAction: callToAction, theme: theme, createdAt: createdAt, updatedAt: updatedAt)
  }
}

extension Row {
  fileprivate mutating func options() throws(DatabaseError) -> [PaymentOption] {
    let text = try text()
    guard let options = PaymentOption.list(from: text) else {
      throw DatabaseError(code: .corrupt, message: "no payment options: \(text)")
    }
    return options
  }
}

/// Criteria that select payment links of a tenant.
package struct PaymentLinkSearch {
  package enum Archived {
    case excluded
    case included
    case only
  }

  package let tenant: String
  /// The statuses; nil for any.
  package var statuses: [PaymentLinkLifecycle.Status]?
  /// The text to find in title or description.
  package var text: String?
  package var textSearch = TextSearch.substring
  package var archived = Archived.excluded

  package init(
    tenant: String, statuses: [PaymentLinkLifecycle.Status]? = nil, text: String? = nil,
    textSearch: TextSearch = .substring, archived: Archived = .excluded
  ) {
    self.tenant = tenant
    self.statuses = statuses
    self.text = text
    self.textSearch = textSearch
    self.archived = archived
  }

  package var filter: Filter {
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("status", oneOf: statuses?.map(\.rawValue))
    filter.require("title", "description", contains: text, by: textSearch)
    switch archived {
    case .excluded: filter.require("is_archived = 0")
    case .included: break
    case .only: filter.require("is_archived = 1")
    }
    return filter
  }
}
