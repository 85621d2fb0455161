extension PayInClient {
  /// Makes an order and reserves an address for it. A repeat makes a second order.
  package func createOrder(_ order: NewOrder) async throws(PayInError) -> Receipt {
    let reply = try await perform(Endpoint(.createOrder, body: order.body))
    var record = try record(reply, .order)
    guard record["orderId"] != nil else { throw reply.unreadable }
    let warnings = order.warnings(for: record)
    record.fill("orderReference", order.reference)
    return Receipt(outcome: .created, record: record, warnings: warnings, requestID: reply.requestID)
  }

  package func order(_ id: String) async throws(PayInError) -> Record {
    try record(try await perform(Endpoint(.order, parts: [id])), .order)
  }

  package func orders(
    _ filter: OrderFilter = OrderFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.orders, filter.conditions, position, rows: "orders", .order)
  }
}
