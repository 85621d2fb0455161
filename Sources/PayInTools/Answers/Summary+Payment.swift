import JSON
import PayIn

/// Sentences that tell a payer what to send, and when nobody may be asked to pay.
extension Summary {
  /// The instruction to the payer of an order that was made or existed; empty once the order has ended.
  ///
  /// - Parameter isNew: whether the order was just made, so that nobody can have paid it.
  static func payment(_ progress: OrderProgress, isNew: Bool) -> LocalizedText {
    let order = progress.order
    guard let address = order["address"], !address.isEmpty else { return .empty }
    switch OrderPayment(progress) {
    case .due(let amount, let isCertain):
      let part = progress.hasReceived ? amount : nil
      let text = instruction(progress, part, address, isNew: isNew)
      return isNew || isCertain ? text : .sentences(unseen(order), text)
    case .doubtful(let doubt) where isNew && (doubt != .amount || order["amount"] == nil):
      return instruction(progress, nil, address, isNew: isNew)
    case .doubtful(.unconfirmed): return unseen(order)
    case .received, .late, .doubtful: return obstacle(OrderPayment(progress)) + LocalizedText(".", "。")
    case .closed: return .empty
    }
  }

  private static func instruction(
    _ progress: OrderProgress, _ part: String?, _ address: String, isNew: Bool
  ) -> LocalizedText {
    let order = progress.order
    let page = order["paymentUrl"].map { LocalizedText("Or pay at \(whole: $0)", "或在此页面付款：\(whole: $0)") } ?? .empty
    let paid = progress.hasReceived ? received(progress) : .empty
    return .sentences(
      transfer(part, token(order), address) + deadline(order, isNew: isNew) + paid + LocalizedText(".", "。"), page)
  }

  /// What a person must check before anyone pays an order whose receipts the API does not show.
  private static func unseen(_ order: APIResource) -> LocalizedText {
    let text = LocalizedText(
      "Whether a payment is on its way is not shown here: check before anyone pays it again.",
      "此处未显示是否已有付款在途：再次付款前请先核实。")
    let page = order["paymentUrl"].map { LocalizedText("The page shows it: \(whole: $0)", "付款页面会显示：\(whole: $0)") }
    return .sentences(text, page ?? .empty)
  }

  /// - Parameter amount: the amount to send; nil if the sentence before it has it.
  static func transfer(_ amount: String?, _ token: LocalizedText, _ address: String) -> LocalizedText {
    guard let amount else {
      return LocalizedText("Send only \(token[.english]) to \(address)", "请仅向 \(address) 转入 \(token[.chinese])")
    }
    return LocalizedText(
      "Send exactly \(amount) \(token[.english]) to \(address)", "请向 \(address) 转入 \(amount) \(token[.chinese])")
  }

  /// The end of the payment window. The grace after it is for payments that are under way, so a payer is not told of it.
  ///
  /// - Parameter isNew: whether this is the reply to a creation. The published code's has no time but the end of the
  ///   grace, and not even that of the creation; the window can be read from the order.
  static func deadline(_ order: APIResource, isNew: Bool = false) -> LocalizedText {
    guard let end = order.payableUntil else { return .empty }
    if isNew, order["paymentWindowEndsAt"] == nil, order["createdAt"] == nil {
      return LocalizedText("; get_order shows until when", "，付款时限见 get_order")
    }
    return LocalizedText(" before \(end)", "，并在 \(end) 之前到账")
  }

  /// Why nobody may be asked to pay, without a full stop.
  static func obstacle(_ payment: OrderPayment) -> LocalizedText {
    switch payment {
    case .received, .due:
      LocalizedText(
        "The whole amount has arrived and waits for confirmations, so nobody may pay it again",
        "全部金额已到账，正在等待确认，请勿再次付款")
    case .late(let end):
      LocalizedText(
        "The time to pay ended at \(end), and a payment now may not be credited", "付款时间已于 \(end) 结束，现在付款可能无法入账")
    case .closed(let status?):
      LocalizedText("The order is \(status) and must not be paid", "订单的状态为 \(status)，不可付款")
    case .closed(nil):
      LocalizedText("The API does not show whether it can still be paid", "API 未显示是否仍可付款")
    case .doubtful(let doubt): obstacle(doubt)
    }
  }

  private static func obstacle(_ doubt: OrderPayment.Doubt) -> LocalizedText {
    switch doubt {
    case .amount: LocalizedText("The API shows no amount that can be paid", "API 未显示可支付的金额")
    case .received:
      LocalizedText(
        "What the API shows as received is no plain amount, so what is missing is not known",
        "API 显示的已收金额不是普通数字，无法得知还差多少")
    case .unconfirmed:
      LocalizedText(
        "The API shows only what is confirmed, and more may have arrived: try again", "API 只显示已确认的金额，可能还有付款已到账：请稍后再试")
    case .end(let end):
      LocalizedText(
        "The end of the time to pay cannot be read (\(quoted: end))", "无法读取付款截止时间（\(quoted: end)）")
    }
  }
}

extension OrderProgress {
  /// Whether some of the money has been seen, as far as the API shows it.
  var hasReceived: Bool { (received ?? confirmed)?.isZero == false }
}
