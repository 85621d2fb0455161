import JSON
import PayIn

extension Summary {
  /// - Parameters:
  ///   - isPayable: whether the address may be shown as one to pay to.
  ///   - now: seconds since 1970 by the API's clock, for an order that existed; zero for one that was just made.
  static func made(
    order: APIResource?, _ outcome: WriteResult.Outcome, isPayable: Bool = true, now: Int = 0
  ) -> LocalizedText {
    guard var order else { return LocalizedText("The order was created.", "订单已创建。") }
    order.fill("status", "pending")
    return .sentences(
      made(named(order), outcome, order["status"] ?? "pending"),
      isPayable ? payment(OrderProgress(order, now: now), isNew: outcome != .replayed) : .empty)
  }

  private static func made(_ order: LocalizedText, _ outcome: WriteResult.Outcome, _ state: String) -> LocalizedText {
    switch outcome {
    case .replayed:
      LocalizedText(
        "No new order was made: order \(order[.english]) has this reference and is \(state).",
        "未创建新订单：该引用已属于订单 \(order[.chinese])，状态为 \(state)。")
    case .reconciled:
      LocalizedText(
        "Created order \(order[.english]); the answer was lost, but the order was found.",
        "已创建订单 \(order[.chinese])；响应丢失，但已查到该订单。")
    default: LocalizedText("Created order \(order[.english]).", "已创建订单 \(order[.chinese])。")
    }
  }

  /// The amounts are told as soon as some money has come, and the end of the time to pay once it is over.
  ///
  /// - Parameter now: seconds since 1970 by the API's clock.
  static func order(_ order: APIResource, now: Int) -> LocalizedText {
    Self.order(order, tellsAmounts: OrderProgress(order).hasReceived, now: now)
  }

  static func order(_ order: APIResource, tellsAmounts: Bool, now: Int = 0) -> LocalizedText {
    let (name, state, progress) = (named(order), order["status"], OrderProgress(order))
    let paid = (tellsAmounts ? received(progress) + waiting(progress) : .empty) + end(of: order, now: now)
    return LocalizedText(
      "Order \(name[.english]) is \(state ?? "in an unknown state")\(paid[.english]).",
      "订单 \(name[.chinese])，\(state.map { "状态为 \($0)" } ?? "状态未知")\(paid[.chinese])。")
  }

  /// The orders of a list that have received a part of their amount: nobody would look for them in the rows.
  ///
  /// - Parameter now: seconds since 1970 by the API's clock.
  static func partlyPaid(_ orders: [APIResource], now: Int) -> LocalizedText {
    let partial = Self.partlyPaid(among: orders)
    guard !partial.isEmpty else { return .empty }
    let shown = partial.prefix(3).map {
      LocalizedText(verbatim: $0.order["orderId"] ?? "?") + received($0) + end(of: $0.order, now: now)
    }
    let more = partial.count - shown.count
    let rest = more > 0 ? LocalizedText("; and \(more) more", "；另有 \(more) 个") : .empty
    return LocalizedText(
      "Partly paid: \(shown.map { $0[.english] }.joined(separator: "; "))\(rest[.english]).",
      "部分付款：\(shown.map { $0[.chinese] }.joined(separator: "；"))\(rest[.chinese])。")
  }

  /// That the time to pay is over; empty of an order that can be paid or has ended.
  private static func end(of order: APIResource, now: Int) -> LocalizedText {
    guard case .late = OrderPayment(order, now: now) else { return .empty }
    return LocalizedText(", the time to pay is over", "，付款时间已过")
  }

  static func partlyPaid(among orders: [APIResource]) -> [OrderProgress] {
    orders.map { OrderProgress($0) }.filter { $0.hasReceived && $0.missing?.isZero != true }
  }

  /// What was paid comes first: a chat repeats the first sum as what was earned.
  static func statistics(ofOrders record: APIResource) -> LocalizedText {
    let (all, paid) = (count(record, "totalOrders"), sums(record, "completedAmountByCurrency"))
    let (completed, pending) = (count(record, "completedOrders"), count(record, "pendingOrders"))
    let expired = count(record, "expiredOrders")
    let orders = all == "1" ? LocalizedText("1 order", "订单 1 个") : LocalizedText("\(all) orders", "订单 \(all) 个")
    let states = LocalizedText(
      "\(orders[.english]): \(completed) completed\(paid[.english]), \(pending) pending, \(expired) expired.",
      "\(orders[.chinese])：完成 \(completed) 个\(paid[.chinese])，待支付 \(pending) 个，过期 \(expired) 个。")
    let ordered = sumList(record, "totalAmountByCurrency")
    guard !ordered[.english].isEmpty else { return states }
    return .sentences(
      states,
      LocalizedText(
        "Ordered in all, paid or not: \(ordered[.english]).", "下单总额（含未付）：\(ordered[.chinese])。"))
  }

  /// The order, by its id, reference and amount.
  private static func named(_ order: APIResource) -> LocalizedText {
    let (id, money, reference) = (id(order, "orderId"), money(order), order["orderReference"])
    return LocalizedText(
      "\(id[.english])\(reference.map { " (\(quoted: $0))" } ?? "") for \(money[.english])",
      "\(id[.chinese])\(reference.map { "（\(quoted: $0)）" } ?? "")，金额 \(money[.chinese])")
  }
}
