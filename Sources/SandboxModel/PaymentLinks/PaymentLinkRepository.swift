/// The table of payment links.
package struct PaymentLinkRepository {
  package let database: Database

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: PaymentLink.self)
  }

  package func insert(_ link: PaymentLink) throws {
    try database.insert(link)
  }

  package func find(id: String, tenant: String) throws -> PaymentLink? {
    try find(id: id).flatMap { $0.tenant == tenant ? $0 : nil }
  }

  package func find(id: String) throws -> PaymentLink? {
    try database.record("WHERE id = ?", [.text(id)])
  }

  package func find(slug: String) throws -> PaymentLink? {
    try database.record("WHERE slug = ?", [.text(slug)])
  }

  /// Lists rows, newest first unless `ordering`, in SQL, says otherwise.
  package func list(
    _ filter: Filter, _ page: ListPage, orderedBy ordering: String = "sequence DESC"
  ) throws -> (links: [PaymentLink], total: Int) {
    let links: [PaymentLink] = try database.records(
      "\(filter.clause) ORDER BY \(ordering) LIMIT ? OFFSET ?", filter.values + page.values)
    return (links, try database.count(PaymentLink.self, filter))
  }

  /// Stores the columns that can change.
  package func update(_ link: PaymentLink) throws {
    try database.update(link)
  }
}

extension PaymentLink: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case tenant
    case slug
    case title
    case description
    case amount
    case amountType = "amount_type"
    case currencies
    case inventoryTotal = "inventory_total"
    case expiresAt = "expires_at"
    case metadata
    case status
    case isArchived = "is_archived"
    case publishedAt = "published_at"
    case callToAction = "call_to_action"
    case theme
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }

  /// The SQL term that counts a link's orders with a status.
  private static func count(_ status: String) -> String {
    """
    (SELECT IFNULL(SUM(orders), 0) FROM payment_link_totals \
    WHERE payment_link_id = payment_links.id AND payment_link_totals.status = '\(status)')
    """
  }

  static let table = Table<PaymentLink>(
    "payment_links", key: .id, fixed: [.sequence, .tenant, .createdAt],
    computed: [count("pending"), count("completed")])

  init(_ row: inout RecordRow<PaymentLink>) throws(DatabaseError) {
    let lifecycle = PaymentLinkLifecycle(
      status: try row.value(.status), isArchived: try row.bool(.isArchived), slug: try row.text(.slug),
      publishedAt: row.optionalTimestamp(.publishedAt))
    let inventory = Inventory(
      total: row.optionalInt(.inventoryTotal), reserved: try row.computed(0), sold: try row.computed(1))
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), tenant: try row.text(.tenant),
      lifecycle: lifecycle, title: try row.text(.title), description: row.optionalText(.description),
      amountText: try row.text(.amount), amountType: try row.value(.amountType), options: try row.options(),
      inventory: inventory, expiresAt: row.optionalTimestamp(.expiresAt), metadata: row.optionalText(.metadata),
      callToAction: row.optionalText(.callToAction), theme: try row.text(.theme),
      createdAt: try row.timestamp(.createdAt), updatedAt: try row.timestamp(.updatedAt))
  }

  func value(of column: Column) throws -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .tenant: .text(tenant)
    case .slug: .text(slug)
    case .title: .text(title)
    case .description: SQLValue(description)
    case .amount: .text(amountText)
    case .amountType: .text(amountType.rawValue)
    case .currencies: .text(try PaymentOption.text(of: options))
    case .inventoryTotal: SQLValue(inventory.total)
    case .expiresAt: SQLValue(expiresAt)
    case .metadata: SQLValue(metadata)
    case .status: .text(status.rawValue)
    case .isArchived: SQLValue(isArchived)
    case .publishedAt: SQLValue(publishedAt)
    case .callToAction: SQLValue(callToAction)
    case .theme: .text(theme)
    case .createdAt: SQLValue(createdAt)
    case .updatedAt: SQLValue(updatedAt)
    }
  }
}

extension RecordRow<PaymentLink> {
  fileprivate mutating func options() throws(DatabaseError) -> [PaymentOption] {
    let text = try text(.currencies)
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
  var textSearch = TextSearch.substring
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

extension PaymentLinkRepository {
  /// Payment links of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<PaymentLink> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        "WHERE sequence \(comparison) ORDER BY sequence \(order) LIMIT ?", [.integer(number), SQLValue(count)])
    }
  }
}
