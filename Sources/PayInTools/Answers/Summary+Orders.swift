import JSON
import PayIn

extension Summary {
  /// - Parameter isPayable: whether the address may be shown as one to pay to.
  static func made(order: APIResource?, _ outcome: WriteResult.Outcome, isPayable: Bool = true) -> LocalizedText {
    guard let order else { return LocalizedText("The order was created.", "订单已创建。") }
    let state = order["status"] ?? "pending"
    return .sentences(made(named(order), outcome, state), isPayable ? payment(order, state) : .empty)
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

  /// The instruction to the payer; empty once the order cannot be paid.
  private static func payment(_ order: APIResource, _ state: String) -> LocalizedText {
    guard Status(state) == "pending", let address = order["address"], !address.isEmpty else { return .empty }
    let deadline = order["expiresAt"].map { LocalizedText(" before \($0)", "，并在 \($0) 之前到账") } ?? .empty
    let token = token(order)
    return LocalizedText(
      "Send only \(token[.english]) to \(address)\(deadline[.english]).",
      "请仅向 \(address) 转入 \(token[.chinese])\(deadline[.chinese])。")
  }

  static func order(_ order: APIResource) -> LocalizedText {
    let (name, state) = (named(order), order["status"])
    return LocalizedText(
      "Order \(name[.english]) is \(state ?? "in an unknown state").",
      "订单 \(name[.chinese])，\(state.map { "状态为 \($0)" } ?? "状态未知")。")
  }

  static func statistics(ofOrders record: APIResource) -> LocalizedText {
    let (all, sums) = (count(record, "totalOrders"), sums(record, "totalAmountByCurrency"))
    let (completed, pending) = (count(record, "completedOrders"), count(record, "pendingOrders"))
    let expired = count(record, "expiredOrders")
    return LocalizedText(
      "\(all) orders\(sums[.english]): \(completed) completed, \(pending) pending, \(expired) expired.",
      "订单 \(all) 个\(sums[.chinese])：完成 \(completed) 个，待支付 \(pending) 个，过期 \(expired) 个。")
  }

  /// The order, by its id and amount.
  private static func named(_ order: APIResource) -> LocalizedText {
    let (id, money) = (id(order, "orderId"), money(order))
    return LocalizedText("\(id[.english]) for \(money[.english])", "\(id[.chinese])，金额 \(money[.chinese])")
  }
}
