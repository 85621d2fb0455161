import JSON

/// Compares the orders of a reference with the one that is to be made.
struct OrderLookup: Sendable {
  enum Finding: Sendable {
    case none
    /// The order that was to be made, and all orders of its reference.
    case same(APIResource, OrderComparison, all: [APIResource])
    /// An order of that reference that is another one.
    case other(OrderComparison)
  }

  let client: PayInClient
  let order: NewOrder
  /// Whether an order is looked for that this call has made, or may have made.
  let isOwn: Bool

  /// Throws as `OrderSearch` does.
  func find(by deadline: Deadline) async throws(PayInError) -> Finding {
    let search = OrderSearch(client: client, reference: order.reference, operation: .createOrder)
    return Self.finding(try await search.orders(by: deadline), order, isOwn: isOwn)
  }

  /// A version of the API allows several orders of one reference: any that is the same will do. A paid one comes first,
  /// so that nobody is asked to pay twice, and one that ended unpaid last.
  static func finding(_ rows: [APIResource], _ order: NewOrder, isOwn: Bool) -> Finding {
    let compared = rows.map { (resource: $0, comparison: OrderComparison(order, $0, isOwn: isOwn)) }
    let same = compared.filter(\.comparison.differences.isEmpty)
    let best =
      same.first { $0.resource.status == "completed" } ?? same.first { !$0.resource.endedUnpaid } ?? same.first
    if let best { return .same(best.resource, best.comparison, all: rows) }
    return compared.first.map { .other($0.comparison) } ?? .none
  }
}

/// Whether the pages read so far are a whole list. Pure.
///
/// An API may serve fewer rows than it was asked for, and say so or not. A list is whole only when as many different
/// rows were seen as the API counts, or, where it does not count them, a page came back empty.
struct ListWalk: Sendable {
  private var seen: Set<ExactText> = []
  private var last: (keys: [ExactText], total: Int?)?
  /// The number of rows that the API counted when the walk began.
  private var firstTotal: Int?
  private(set) var isComplete = false
  /// Whether the last page was the one before it again, of a list as long as before: the API serves the same rows
  /// whatever page is asked for. Orders that others make between two pages can move a page's rows to the next one too;
  /// then the list is longer, and the pages after it bring the rest.
  private(set) var isStuck = false
  /// Whether to go on with the first page: the list has ended, and rows that were made meanwhile stand at its beginning.
  private(set) var isToRestart = false

  /// - Returns: the rows that were not seen before.
  mutating func add(_ page: Page) -> [APIResource] {
    let keys = page.rows.map(Self.key)
    isStuck = last.map { $0.keys == keys && $0.total == page.total } ?? false
    let new = zip(page.rows, keys).filter { seen.insert($1).inserted }.map(\.0)
    isComplete = page.total.map { seen.count >= $0 } ?? page.rows.isEmpty
    let hasEnded = page.rows.isEmpty && !isComplete
    let hasGrown = firstTotal.map { $0 < page.total ?? 0 } ?? false
    isToRestart = hasEnded && hasGrown
    // The API counts rows that it does not serve.
    if hasEnded, !hasGrown { isStuck = true }
    last = isToRestart ? nil : (keys, page.total)
    if firstTotal == nil || isToRestart { firstTotal = page.total }
    return new
  }

  private static func key(of row: APIResource) -> ExactText {
    ExactText([row["orderId"], row["orderReference"], row["createdAt"]].map { $0 ?? "" }.joined(separator: "\n"))
  }
}
