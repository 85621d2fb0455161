import JSON

extension Status {
  /// What the status of an order says about its end.
  package enum OrderPhase: Sendable, Equatable {
    /// It can still be paid, or its payment is on the way.
    case open
    /// Nothing will happen to it any more.
    case ended
    /// This version does not know the status.
    case unknown
  }

  /// The documented one, and those whose names leave no doubt.
  private static let open: [Status] = ["pending", "processing", "confirming"]

  /// Beside the documented `completed` and `expired` the ends that payment services have in common.
  private static let ends: [Status] = [
    "completed", "expired", "cancelled", "canceled", "refunded", "partially_refunded", "failed", "rejected", "declined",
    "voided", "closed", "reversed", "charged_back",
  ]

  package var orderPhase: OrderPhase {
    if Self.ends.contains(self) { return .ended }
    return Self.open.contains(self) ? .open : .unknown
  }

  /// Whether nobody pays to the address of an order or deposit of this status any more.
  package var isSettled: Bool { orderPhase == .ended || self == "confirmed" }
}

extension APIResource {
  /// The phase of an order; unknown if the API does not show its status.
  package var orderPhase: Status.OrderPhase { status?.orderPhase ?? .unknown }

  /// Whether an order is over and was not paid in full.
  var endedUnpaid: Bool { orderPhase == .ended && status != "completed" }
}

extension Warning {
  /// Nil if the order can be paid, or was.
  static func ended(_ order: APIResource) -> Warning? {
    guard order.endedUnpaid, let status = order["status"] else { return nil }
    if order.status == "expired" { return Warning(.orderExpired) }
    let text = LocalizedText(
      "This order is \(status) and cannot be paid: a new purchase needs a new orderReference.",
      "该订单状态为 \(status)，无法支付：新的交易需要新的 orderReference。")
    return Warning(.orderEnded, detail: text)
  }

  /// Whether payers see the new price of a link at once; nil if it is certain that they do not, or nothing is shown.
  static func livePrice(of link: APIResource?) -> Warning? {
    guard let link, let status = link["status"], link.status != "draft", link.fields["archived"] != true else {
      return nil
    }
    if link.status == "published" { return Warning(.priceLive) }
    let text = LocalizedText(
      "This version does not know the link's status \(quoted: status): payers may see the new price at once.",
      "此版本不认识该链接的状态 \(quoted: status)：付款人可能会立即看到新价格。")
    return Warning(.statusUnknown, detail: text)
  }
}
