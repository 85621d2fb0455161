extension PayInClient {
  /// Makes an order and reserves an address for it.
  ///
  /// The same order under the same reference is made once, however often it is asked for, as long as duplicates are
  /// checked. Throws `conflict` if the reference belongs to another order, `outcome_unknown` if nobody can say,
  /// `address_unusable` if the order exists but nobody can pay to its address.
  package func createOrder(_ order: NewOrder) async throws(PayInError) -> WriteResult {
    let start = time.now()
    let result = try await OrderCreation(self, order).run()
    return try await withElapsed(start.duration(to: time.now())).checkingAddress(result, of: order)
  }

  package func order(_ id: String) async throws(PayInError) -> APIResource {
    let deadline = deadline(for: .order)
    var order = try resource(try await read(Endpoint(.order, parts: [id]), by: deadline), .order)
    if let hash = await TransactionLookup(client: self, order: order, deadline: deadline).find() {
      order.fill("txHash", hash)
    }
    return order
  }

  package func orders(
    _ filter: OrderFilter = OrderFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.orders, filter.conditions, position, rows: "orders", .order)
  }
}
