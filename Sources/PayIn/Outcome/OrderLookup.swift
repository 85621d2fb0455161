import JSON

/// Looks for the order of a reference. The API's filter finds parts of texts as well, so every row is compared.
struct OrderLookup: Sendable {
  enum Finding: Sendable {
    case none
    /// The order that was to be made.
    case same(Record)
    /// An order of that reference in which these fields differ.
    case other(Record, differences: [String])
  }

  /// A short reference is part of many others; reading on for ever would help nobody.
  private static let maximumPages = 20

  let client: PayInClient
  let order: NewOrder

  /// Throws `lookup_incomplete` if there are more rows than can be read, otherwise what reading throws.
  func find(by deadline: Deadline) async throws(PayInError) -> Finding {
    var rows: [Record] = []
    for number in 1...Self.maximumPages {
      let (page, _) = try await client.page(
        .orders, OrderFilter(reference: order.reference).conditions,
        Page.Position(number: number, limit: Page.Position.maximumLimit), rows: "orders", .order, by: deadline)
      // A row without its reference cannot be told from the one that is looked for.
      guard page.unreadableRows == 0, page.rows.allSatisfy({ $0["orderReference"] != nil }) else {
        throw incomplete
      }
      rows += page.rows.filter { $0["orderReference"]?.hasSameBytes(as: order.reference) == true }
      if !page.hasMore || page.rows.isEmpty { return Self.finding(rows, order) }
    }
    let finding = Self.finding(rows, order)
    if case .none = finding { throw incomplete }
    return finding
  }

  /// A version of the API allows several orders of one reference: any that is the same will do, an open or paid one
  /// before one that has expired.
  static func finding(_ rows: [Record], _ order: NewOrder) -> Finding {
    let same = rows.filter { order.differences(from: $0).isEmpty }
    if let best = same.first(where: { $0["status"] != "expired" }) ?? same.first { return .same(best) }
    guard let other = rows.first else { return .none }
    return .other(other, differences: order.differences(from: other))
  }

  private var incomplete: PayInError {
    PayInError(.lookupIncomplete, .createOrder, outcome: .notSent, retry: .never, field: "orderReference")
  }
}
