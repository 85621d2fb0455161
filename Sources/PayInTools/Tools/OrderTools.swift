import JSON
import PayIn

enum OrderTools {
  static let all = [create, get, list, WaitTools.order, statistics]

  private static let create = ToolDeclaration(
    "create_order", in: .orders, default: .on, .createOrder,
    confirmation: LocalizedText("Create an order", "创建订单"), assets: AssetChoice.order
  ) { arguments throws(InvalidArguments) in
    let order = try newOrder(arguments)
    return { client throws(PayInError) in
      let result = try await client.createOrder(order)
      let isPayable = !result.warnings.contains { $0.code == .addressDoubtful }
      let now = result.outcome == .replayed ? await client.date() : 0
      var answer = ToolAnswer(result) { Summary.made(order: $0, result.outcome, isPayable: isPayable, now: now) }
      if let order = result.resource { answer.warnAboutMissingAmount(of: order) }
      return answer
    }
  }

  static let get = ToolDeclaration("get_order", in: .orders, default: .on, .order) {
    arguments throws(InvalidArguments) in
    let key = try OrderKey(arguments)
    return { client throws(PayInError) in
      let order = try await client.order(key)
      var answer = ToolAnswer(order, Summary.order(order, now: await now(client, ifAnyIsPending: [order])))
      answer.warnAboutMissingAmount(of: order)
      return answer
    }
  }

  private static let list = ToolDeclaration(
    "list_orders", in: .orders, default: .on, .orders, assets: AssetChoice.filter
  ) { arguments throws(InvalidArguments) in
    let filter = OrderFilter(
      status: arguments.optional("status"), chainID: arguments.optional("chainId"),
      currency: arguments.optional("currency"), reference: arguments.optional("orderReference"),
      range: try arguments.timeRange())
    let position = arguments.position
    return { client throws(PayInError) in
      let orders = try await client.orders(filter, at: position)
      var answer = ToolAnswer(orders, rows: "orders")
      let rows = orders.page.rows
      let now = await now(client, ifAnyIsPending: Summary.partlyPaid(among: rows).map(\.order))
      answer.summary = .sentences(answer.summary, Summary.states(rows), Summary.partlyPaid(rows, now: now))
      return answer
    }
  }

  private static let statistics = ToolDeclaration(
    "get_order_stats", in: .orders, default: .on, .orderStatistics, assets: AssetChoice.filter
  ) { arguments in
    let filter = StatisticsFilter(arguments)
    return { client throws(PayInError) in
      let (record, warnings) = try await client.orderStatistics(filter)
      return ToolAnswer(record, Summary.statistics(ofOrders: record), warnings: warnings)
    }
  }

  /// The time by the API's clock, which a sandbox has to be asked for; zero if nobody can pay any of the orders.
  private static func now(_ client: PayInClient, ifAnyIsPending orders: [APIResource]) async -> Int {
    orders.contains { $0.status == "pending" && $0.payableUntil != nil } ? await client.date() : 0
  }

  private static func newOrder(_ arguments: JSONObject) throws(InvalidArguments) -> NewOrder {
    var order = NewOrder(
      reference: try arguments.newReference("orderReference"), amount: try arguments.amount("amount"),
      currency: arguments.text("currency"), chainID: arguments.text("chainId"))
    order.successURL = arguments.optional("successUrl")
    order.cancelURL = arguments.optional("cancelUrl")
    order.paymentWindowMinutes = arguments.integer("paymentWindowMinutes")
    order.graceMinutes = arguments.integer("graceMinutes")
    order.metadata = try arguments.metadata()
    return order
  }
}

extension ToolAnswer {
  /// Orders that can still be paid need no look.
  fileprivate mutating func warnAboutMissingAmount(of order: APIResource) {
    guard order.status == "completed" else { return }
    if let warning = Warning.amountMissing(of: OrderProgress(order)) { warnings.append(warning) }
  }
}

extension StatisticsFilter {
  init(_ arguments: JSONObject) {
    self.init(
      chainID: arguments.optional("chainId"), currency: arguments.optional("currency"),
      createdAfter: arguments.optional("createdAfter"), createdBefore: arguments.optional("createdBefore"))
  }
}
