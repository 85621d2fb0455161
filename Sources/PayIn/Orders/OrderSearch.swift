import JSON

/// Names an order: by the id that the API gave it, or by the caller's own reference.
package enum OrderKey: Sendable, Equatable {
  case id(String)
  case reference(String)
}

/// Finds the orders of a reference. The API's filter matches parts of texts too, so every row is compared byte by byte.
/// That there is no order is reported only of a list that was read to its end.
struct OrderSearch: Sendable {
  /// The most pages that are read: a short reference is part of many others.
  private static let maximumPages = 20

  let client: PayInClient
  let reference: String
  /// The operation that needs the orders.
  let operation: Operation

  /// Throws `lookup_incomplete` if no order was found and the list was not seen to its end, otherwise what reading
  /// throws.
  func orders(by deadline: Deadline) async throws(PayInError) -> [APIResource] {
    for search in SearchPattern.searches(for: reference) {
      let rows = try await rows(matching: search, by: deadline)
      if !rows.isEmpty { return rows }
    }
    return []
  }

  /// The rows with exactly this reference, of all that the API finds.
  private func rows(matching search: String, by deadline: Deadline) async throws(PayInError) -> [APIResource] {
    var walk = ListWalk()
    var found: [APIResource] = []
    let conditions = OrderFilter(reference: search.isEmpty ? nil : search).conditions
    var number = 1
    for _ in 1...Self.maximumPages {
      let new = walk.add(try await page(conditions, number, by: deadline))
      found += new.filter { $0["orderReference"]?.hasSameBytes(as: reference) == true }
      if walk.isComplete || walk.isStuck { break }
      number = walk.isToRestart ? 1 : number + 1
    }
    guard walk.isComplete || !found.isEmpty else {
      throw incomplete(
        because: walk.isStuck
          ? LocalizedText("the API does not show its whole list", "API 未显示完整的列表") : nil)
    }
    return found
  }

  private func page(
    _ conditions: [ListFilter], _ number: Int, by deadline: Deadline
  ) async throws(PayInError) -> Page {
    let position = Page.Position(number: number, limit: Page.Position.maximumLimit)
    let reply = try await client.rows(.orders, conditions, position, arePatterns: false, by: deadline)
    let (page, _) = try client.page(reply, conditions, position, rows: "orders", .order)
    // A row without a reference could be the one that is looked for.
    guard page.unreadableRows == 0, page.rows.allSatisfy({ $0["orderReference"] != nil }) else {
      throw incomplete(
        because: LocalizedText(
          "the API's list shows an order without its reference", "API 的列表中有订单缺少引用"))
    }
    return page
  }

  /// - Parameter detail: why the list does not tell; nil if it has too many orders.
  private func incomplete(because detail: LocalizedText? = nil) -> PayInError {
    PayInError(
      .lookupIncomplete, operation, outcome: .notSent, retry: .never, detail: detail, field: "orderReference")
  }
}

extension PayInClient {
  /// The order that the key names, read by its id.
  ///
  /// For a reference it throws `not_found` if no order has it, `ambiguous` if several have, and `lookup_incomplete` if
  /// that could not be found out.
  package func order(_ key: OrderKey) async throws(PayInError) -> APIResource {
    let deadline = deadline(for: .order)
    return try await order(try await orderID(of: key, by: deadline), by: deadline)
  }

  /// The id of the order that the key names. Throws as `order` does; an id is not looked up.
  package func orderID(of key: OrderKey) async throws(PayInError) -> String {
    try await orderID(of: key, by: deadline(for: .order))
  }

  private func orderID(of key: OrderKey, by deadline: Deadline) async throws(PayInError) -> String {
    switch key {
    case .id(let id): return id
    case .reference(let reference):
      let search = OrderSearch(client: self, reference: reference, operation: .order)
      return try onlyID(of: try await search.orders(by: deadline), reference)
    }
  }

  private func onlyID(of orders: [APIResource], _ reference: String) throws(PayInError) -> String {
    guard let order = orders.first else { throw missing(reference) }
    guard orders.count == 1, let id = order["orderId"] else { throw ambiguous(orders) }
    return id
  }

  /// The error of a reference without an order. One of a create whose outcome is not known may still get its order.
  private func missing(_ reference: String) -> PayInError {
    let error = PayInError(.notFound, .order, outcome: nil, retry: .never, field: "orderReference")
    guard let rest = account.uncertainTime(reference, at: time.now()) else { return error }
    return error.held(for: rest, now: time.date())
  }

  /// The error that names the orders of one reference. A version of the API lets a reference have several, and which of
  /// them is meant only the caller knows.
  private func ambiguous(_ orders: [APIResource]) -> PayInError {
    PayInError(
      .ambiguous, .order, outcome: nil, retry: .never,
      detail: LocalizedText("\(orders.count) orders have it: ", "共 \(orders.count) 个订单：") + .orders(orders),
      field: "orderReference")
  }
}

extension LocalizedText {
  /// The ids and statuses of the first ten orders, and how many more there are.
  static func orders(_ orders: [APIResource]) -> LocalizedText {
    let shown = orders.prefix(10).map { order in
      LocalizedText(verbatim: "\(order["orderId"] ?? "?") (\(order["status"] ?? "?"))")
    }
    let more = orders.count - shown.count
    return .list(shown) + (more > 0 ? LocalizedText(" and \(more) more", " 等，另有 \(more) 个") : .empty)
  }
}
