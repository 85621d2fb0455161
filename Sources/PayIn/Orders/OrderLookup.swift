import JSON

/// Finds the order of a reference. The API's filter matches parts of texts too, so every row is compared byte by byte.
/// That there is no order is reported only of a list that was read to its end.
struct OrderLookup: Sendable {
  enum Finding: Sendable {
    case none
    /// The order that was to be made.
    case same(APIResource, OrderComparison)
    /// An order of that reference that is another one.
    case other(OrderComparison)
  }

  /// The most pages that are read: a short reference is part of many others.
  private static let maximumPages = 20

  let client: PayInClient
  let order: NewOrder
  /// Whether an order is looked for that this call has made, or may have made.
  let isOwn: Bool

  /// Throws `lookup_incomplete` if no order was found and the list was not seen to its end, otherwise what reading
  /// throws.
  func find(by deadline: Deadline) async throws(PayInError) -> Finding {
    for search in SearchPattern.searches(for: order.reference) {
      let rows = try await rows(matching: search, by: deadline)
      let finding = Self.finding(rows, order, isOwn: isOwn)
      if case .none = finding { continue }
      return finding
    }
    return .none
  }

  /// The rows with exactly the order's reference, of all that the API finds.
  private func rows(matching search: String, by deadline: Deadline) async throws(PayInError) -> [APIResource] {
    var walk = ListWalk()
    var found: [APIResource] = []
    let conditions = OrderFilter(reference: search.isEmpty ? nil : search).conditions
    for number in 1...Self.maximumPages {
      let page = try await page(conditions, number, by: deadline)
      let new = walk.add(page)
      found += new.filter { $0["orderReference"]?.hasSameBytes(as: order.reference) == true }
      if walk.isComplete || walk.isStuck { break }
    }
    guard walk.isComplete || !found.isEmpty else { throw incomplete }
    return found
  }

  private func page(
    _ conditions: [ListFilter], _ number: Int, by deadline: Deadline
  ) async throws(PayInError) -> Page {
    let position = Page.Position(number: number, limit: Page.Position.maximumLimit)
    let reply = try await client.rows(.orders, conditions, position, arePatterns: false, by: deadline)
    let (page, _) = try client.page(reply, conditions, position, rows: "orders", .order)
    // A row without a reference could be the one that is looked for.
    guard page.unreadableRows == 0, page.rows.allSatisfy({ $0["orderReference"] != nil }) else { throw incomplete }
    return page
  }

  /// A version of the API allows several orders of one reference: any that is the same will do, an open or paid one
  /// before one that ended unpaid.
  static func finding(_ rows: [APIResource], _ order: NewOrder, isOwn: Bool) -> Finding {
    let compared = rows.map { (resource: $0, comparison: OrderComparison(order, $0, isOwn: isOwn)) }
    let same = compared.filter(\.comparison.differences.isEmpty)
    if let best = same.first(where: { !$0.resource.endedUnpaid }) ?? same.first {
      return .same(best.resource, best.comparison)
    }
    return compared.first.map { .other($0.comparison) } ?? .none
  }

  private var incomplete: PayInError {
    PayInError(.lookupIncomplete, .createOrder, outcome: .notSent, retry: .never, field: "orderReference")
  }
}

/// Whether the pages read so far are a whole list. Pure.
///
/// An API may serve fewer rows than it was asked for, and say so or not. A list is whole only when as many different
/// rows were seen as the API counts, or a page came back empty.
struct ListWalk: Sendable {
  private var seen: Set<ExactText> = []
  private var last: (keys: [ExactText], total: Int?)?
  private(set) var isComplete = false
  /// Whether the last page was the one before it again, of a list as long as before: the API serves the same rows
  /// whatever page is asked for. Orders that others make between two pages can move a page's rows to the next one too;
  /// then the list is longer, and the pages after it bring the rest.
  private(set) var isStuck = false

  /// - Returns: the rows that were not seen before.
  mutating func add(_ page: Page) -> [APIResource] {
    let keys = page.rows.map(Self.key)
    isStuck = last.map { $0.keys == keys && $0.total == page.total } ?? false
    last = (keys, page.total)
    let new = zip(page.rows, keys).filter { seen.insert($1).inserted }.map(\.0)
    isComplete = page.rows.isEmpty || page.total.map { seen.count >= $0 } ?? false
    return new
  }

  private static func key(of row: APIResource) -> ExactText {
    ExactText([row["orderId"], row["orderReference"], row["createdAt"]].map { $0 ?? "" }.joined(separator: "\n"))
  }
}
