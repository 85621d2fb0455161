import JSON
import PayIn

extension Summary {
  static func simulated(_ payment: SimulatedPayment) -> LocalizedText {
    let money = money(payment.transfer)
    let deposit = payment.deposit.map { $0["status"] }
    return .sentences(
      LocalizedText("Simulated a payment of \(money[.english]).", "已模拟付款，金额 \(money[.chinese])。"),
      payment.clockMovedTo.map { LocalizedText("The clock was moved to \($0).", "时钟已调到 \($0)。") } ?? .empty,
      payment.transfer["reason"].map { LocalizedText("It does not count: \($0).", "此付款不计入：\($0)。") } ?? .empty,
      payment.order.map { order($0, now: 0) } ?? .empty,
      deposit.map {
        LocalizedText("The deposit is \($0 ?? "recorded").", $0.map { "该充值状态为 \($0)。" } ?? "该充值已记录。")
      } ?? .empty)
  }

  static func moved(clock: APIResource?) -> LocalizedText {
    let (ended, time) = (number(clock, "endedOrders"), clock?["time"])
    return LocalizedText(
      "The sandbox's clock is at \(time ?? "its new time"); \(ended) \(ended == 1 ? "order" : "orders") ended on the way.",
      "沙盒时钟已调到\(time.map { " \($0)" } ?? "新的时间")；期间有 \(ended) 个订单结束。")
  }

  static func injected(fault: APIResource?) -> LocalizedText {
    let times = times(fault?.fields["remaining"]?.number?.integer)
    let (kind, route) = (fault?["kind"], fault?["route"])
    return LocalizedText(
      "Fault \(kind ?? "of unknown kind") is set for \(route == "*" ? "all routes" : route ?? "its route"), \(times[.english]).",
      "故障\(kind.map { " \($0) " } ?? "")已设置，作用于\(route == "*" ? "所有路由" : route.map { " \($0)" } ?? "其路由")，\(times[.chinese])。"
    )
  }

  private static func times(_ count: Int?) -> LocalizedText {
    switch count {
    case nil: LocalizedText("until it is removed", "直到被移除")
    case 1: LocalizedText("for the next request", "仅一次")
    case let count?: LocalizedText("for the next \(count) requests", "共 \(count) 次")
    }
  }

  static func removed(faults: APIResource?) -> LocalizedText {
    let removed = number(faults, "removed")
    return LocalizedText(
      "\(removed) \(removed == 1 ? "fault was" : "faults were") removed: calls get through again.",
      "已移除 \(removed) 个故障：调用恢复正常。")
  }

  static func pool(_ kind: String) -> LocalizedText {
    kind == "empty_pool"
      ? LocalizedText(
        "The pool has no free address: new orders and bindings find none.", "地址池已无可用地址：新订单和绑定都分配不到地址。")
      : LocalizedText("The pool has its addresses back.", "地址池的地址已恢复。")
  }

  static func reset(sandbox: APIResource?) -> LocalizedText {
    let names = [
      ("orders", LocalizedText(" orders", " 个订单")), ("transfers", LocalizedText(" transfers", " 笔转账")),
      ("bindings", LocalizedText(" deposit addresses", " 个充值地址")),
      ("paymentLinks", LocalizedText(" payment links", " 个支付链接")), ("faults", LocalizedText(" faults", " 个故障")),
    ]
    let removed = names.map { LocalizedText(verbatim: "\(number(sandbox, $0.0))") + $0.1 }
    let (english, chinese) = (removed.map { $0[.english] }, removed.map { $0[.chinese] })
    let time = sandbox?["time"]
    return LocalizedText(
      "The sandbox starts again. Removed: \(english.joined(separator: ", ")). Its clock is at \(time ?? "this machine's time").",
      "沙盒已重置。已清除：\(chinese.joined(separator: "、"))。时钟为\(time.map { " \($0)" } ?? "本机时间")。")
  }

  private static func number(_ record: APIResource?, _ name: String) -> Int {
    record?.fields[name]?.number?.integer ?? 0
  }
}
