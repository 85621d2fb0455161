import JSON
import PayIn

/// Summaries and progress messages of the tools that wait.
extension Summary {
  static func progress(_ progress: OrderProgress) -> LocalizedText {
    state(progress) + received(progress) + confirmations(progress) + time(progress)
  }

  static func progress(_ progress: DepositProgress) -> LocalizedText {
    let (all, pending) = (progress.deposits.count, progress.pendingCount)
    return LocalizedText(
      "waiting for a deposit: \(all) so far, \(pending) of them pending", "等待充值：目前 \(all) 笔，其中 \(pending) 笔待确认")
  }

  static func waited(_ progress: OrderProgress, timedOut: Bool) -> LocalizedText {
    let id = progress.order["orderId"] ?? ""
    let name = LocalizedText("Order \(id) is ", "订单 \(id)：")
    let rest = state(progress) + received(progress) + confirmations(progress) + time(progress) + LocalizedText(".", "。")
    guard timedOut, progress.phase == .open else { return name + rest }
    return name + rest
      + LocalizedText(
        " It is not over yet: call wait_for_order again with this cursor.", "尚未结束：可带此 cursor 再次调用 wait_for_order。")
  }

  /// - Parameter takenBack: the deposits that are no longer listed.
  static func waited(
    _ progress: DepositProgress, _ changes: [APIResource]?, takenBack: [APIResource] = [], timedOut: Bool
  ) -> LocalizedText {
    let reference = progress.reference["depositReference"] ?? ""
    guard !timedOut else {
      return LocalizedText(
        "Nothing new for \(quoted: reference): call wait_for_deposit again with this cursor.",
        "\(quoted: reference) 暂无新充值：可带此 cursor 再次调用 wait_for_deposit。")
    }
    guard let changes, let change = changes.first else {
      if let deposit = takenBack.first { return Self.takenBack(deposit, of: reference) }
      return LocalizedText(
        "The deposits of \(quoted: reference) have changed since the cursor, and which of them is not known here: compare them with those that are credited.",
        "自该 cursor 以来，\(quoted: reference) 的充值有变化，但无法得知是哪一笔：请与已入账的充值核对。")
    }
    let money = "\(change["amount"] ?? "?") \(change["currency"] ?? "")"
    let status = change["status"] ?? "?"
    let more =
      changes.count > 1
      ? LocalizedText(" \(changes.count) are new or have changed.", "共有 \(changes.count) 笔新增或变化。") : .empty
    return LocalizedText(
      "A deposit of \(money) by \(quoted: reference) is \(status).", "\(quoted: reference) 的充值 \(money) 状态为 \(status)。")
      + more + (takenBack.first.map { LocalizedText(" ", "") + Self.takenBack($0, of: reference) } ?? .empty)
  }

  private static func takenBack(_ deposit: APIResource, of reference: String) -> LocalizedText {
    let money = "\(deposit["amount"] ?? "?") \(deposit["currency"] ?? "")"
    return LocalizedText(
      "A deposit of \(money) by \(quoted: reference) is no longer listed: the network has taken it back, so do not credit it.",
      "\(quoted: reference) 的充值 \(money) 已不在列表中：网络已将其撤回，请勿入账。")
  }

  private static func state(_ progress: OrderProgress) -> LocalizedText {
    LocalizedText(verbatim: progress.order["status"] ?? "?")
  }

  /// What has been received of the amount, and what is missing or too much; empty if the API does not show it. If it shows
  /// only what is confirmed, more may be on its way, and nothing is said to be missing.
  static func received(_ progress: OrderProgress) -> LocalizedText {
    guard let amount = progress.order["amount"] else { return .empty }
    let token = progress.order["currency"] ?? ""
    guard let received = progress.received else {
      return progress.confirmed.map {
        LocalizedText(": \($0.text) of \(amount) \(token) confirmed", "，已确认 \($0.text) / \(amount) \(token)")
      } ?? .empty
    }
    let paid = LocalizedText(
      ": \(received.text) of \(amount) \(token) received", "，已收到 \(received.text) / \(amount) \(token)")
    if let surplus = progress.surplus {
      return paid + LocalizedText(", \(surplus.text) too much", "，多付 \(surplus.text)")
    }
    guard let missing = progress.missing, !missing.isZero else { return paid }
    return paid + LocalizedText(", \(missing.text) missing", "，还差 \(missing.text)")
  }

  private static func confirmations(_ progress: OrderProgress) -> LocalizedText {
    guard !progress.isFinal, let count = progress.confirmations, let required = progress.requiredConfirmations,
      progress.received?.isZero == false
    else { return .empty }
    return LocalizedText(", \(count) of \(required) confirmations", "，确认数 \(count)/\(required)")
  }

  /// That the whole amount is there and the chain has not confirmed it; empty otherwise.
  static func waiting(_ progress: OrderProgress) -> LocalizedText {
    guard progress.phase == .open, progress.missing?.isZero == true else { return .empty }
    return LocalizedText(", not yet confirmed", "，尚未确认")
  }

  /// The grace after the payment window is no time to pay, and is told as what it is.
  private static func time(_ progress: OrderProgress) -> LocalizedText {
    guard let all = progress.secondsLeft, let seconds = progress.secondsToPay else { return .empty }
    if seconds > 0, seconds < all {
      return LocalizedText(
        ", \(seconds) s left to pay, \(all) s with the grace", "，付款时间剩余 \(seconds) 秒，含宽限 \(all) 秒")
    }
    if seconds > 0 || all == 0 { return LocalizedText(", \(seconds) s left", "，剩余 \(seconds) 秒") }
    return LocalizedText(", the time to pay is over (grace: \(all) s)", "，付款时间已过（宽限 \(all) 秒）")
  }
}
