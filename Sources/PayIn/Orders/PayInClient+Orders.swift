import JSON

extension PayInClient {
  /// Creates an order and reserves an address for it.
  ///
  /// The same order under the same reference is made once, however often it is asked for, as long as duplicates are
  /// checked. Throws `conflict` if the reference belongs to another order, `outcome_unknown` if the look-up does not show
  /// whether the order was made, `address_unusable` if it was made but payments to its address would be lost.
  package func createOrder(_ order: NewOrder) async throws(PayInError) -> WriteResult {
    let start = time.now()
    let result = try await OrderCreation(self, order).run()
    return try await withElapsed(start.duration(to: time.now())).checkingAddress(result, of: order)
  }

  package func order(_ id: String) async throws(PayInError) -> APIResource {
    try await order(id, by: deadline(for: .order))
  }

  func order(_ id: String, by deadline: Deadline) async throws(PayInError) -> APIResource {
    var order = try order(in: try await read(Endpoint(.order, parts: [id]), by: deadline), id)
    if let hash = await TransactionLookup(client: self, order: order, deadline: deadline).find() {
      order.fill("txHash", hash)
    }
    return order
  }

  /// Reads an order once, as the API stores it.
  func storedOrder(_ id: String, by deadline: Deadline) async throws(PayInError) -> APIResource {
    try order(in: try await readOnce(Endpoint(.order, parts: [id]), by: deadline), id)
  }

  private func order(in reply: Reply, _ id: String) throws(PayInError) -> APIResource {
    try resource(reply, .order, where: "orderId", is: id)
  }

  package func orders(
    _ filter: OrderFilter = OrderFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    guard let range = filter.range else { return try await orders(filter, at: position, by: nil) }
    let deadline = deadline(for: .orders)
    return try await RangedList(range: range, account: account)
      .page(at: position) { position throws(PayInError) in try await orders(filter, at: position, by: deadline) }
  }

  private func orders(
    _ filter: OrderFilter, at position: Page.Position, by deadline: Deadline?
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.orders, filter.conditions, position, rows: "orders", .order, by: deadline)
  }

  /// Counts of orders, and their sums by token.
  package func orderStatistics(_ filter: StatisticsFilter) async throws(PayInError) -> (APIResource, [Warning]) {
    try await OrderStatistics(client: self, filter: filter, deadline: deadline(for: .orderStatistics)).read()
  }

  /// Polls an order and its payment.
  ///
  /// - Parameter last: the result of the poll before, whose payment state holds if this poll does not get it.
  package func orderProgress(_ id: String, last: OrderProgress? = nil) async throws(PayInError) -> OrderProgress {
    let order = try await order(id)
    let status = await orderStatus(order["orderId"] ?? id)
    return OrderProgress(order, status: status ?? last?.status, now: await date())
  }

  /// The payment state from the payer's page, or nil if the API has no such route: it is not documented.
  private func orderStatus(_ id: String) async -> APIResource? {
    guard !account.lacks(.orderStatus) else { return nil }
    do throws(PayInError) {
      let endpoint = try Endpoint(.orderStatus, parts: [id])
      let reply = try await readOnce(endpoint, by: deadline(for: .orderStatus))
      let status = APIResource(reply.envelope.data, schema: .orderStatus)
      return status?["orderId"].map { $0.hasSameBytes(as: id) } == false ? nil : status
    } catch {
      if error.code == .endpointMissing { account.noteMissing(.orderStatus) }
      return nil
    }
  }

  /// The API's time in seconds since 1970. A sandbox's clock can be ahead of this machine's.
  package func date() async -> Int {
    guard target.sandboxToken != nil else { return time.date() }
    let clock = try? await readOnce(.clock).envelope.data
    return time.date() + (clock?["aheadSeconds"]?.number?.integer ?? 0)
  }
}
