import JSON
import PayIn

extension ToolAnswer {
  /// The number of newest deposits that a wait shows.
  private static let shownDeposits = 20

  /// A wait that ran out has not learned anything about the order itself, so it tells only how far the payment is.
  init(_ progress: OrderProgress, timedOut: Bool) {
    let shown = timedOut ? progress.order.only(["orderId", "status"]) : progress.order.fieldsWithLinks
    self.init(summary: Summary.waited(progress, timedOut: timedOut), fields: progress.adding(to: shown))
    if timedOut { wholeFields = progress.order.fields }
    fields["timedOut"] = .bool(timedOut)
    fields["cursor"] = .string(progress.cursor)
    if let warning = Warning.amountMissing(of: progress) { warnings.append(warning) }
    if progress.received == nil { warnings.append(.amountsUnknown) }
    if progress.phase == .unknown { warnings.append(.endUnknown(progress.order["status"])) }
  }

  /// - Parameters:
  ///   - cursor: what the call waited from, or nil if it was to answer with what is there.
  ///   - first: the state at the cursor, or nil if no poll saw it.
  init(_ progress: DepositProgress, after cursor: String?, since first: DepositProgress?, timedOut: Bool) {
    let news =
      cursor == nil && first == nil
      ? progress.deposits : first.map { progress.changes(since: $0) } ?? cursor.flatMap { progress.changes(since: $0) }
    let changes = timedOut ? [] : news
    let takenBack = timedOut ? [] : first.map { progress.missing(since: $0) } ?? []
    self.init(
      summary: Summary.waited(progress, changes, takenBack: takenBack, timedOut: timedOut),
      fields: timedOut ? progress.unchangedFields : progress.fields(newest: Self.shownDeposits))
    if timedOut { wholeFields = progress.fields(newest: Self.shownDeposits) }
    if !takenBack.isEmpty { fields["takenBack"] = .array(takenBack.map { .object($0.fields) }) }
    fields["changed"] = changes.map { .array($0.map { .object($0.fields) }) }
    fields["timedOut"] = .bool(timedOut)
    fields["cursor"] = .string(progress.cursor)
  }
}

extension OrderProgress {
  /// Adds the fields that say how far the payment of the order is.
  func adding(to fields: JSONObject) -> JSONObject {
    var fields = fields
    fields["received"] = received.map { .string($0.text) }
    fields["missing"] = missing.map { .string($0.text) }
    fields["surplus"] = surplus.map { .string($0.text) }
    fields["confirmations"] = confirmations.map { .number(JSONNumber($0)) }
    fields["requiredConfirmations"] = requiredConfirmations.map { .number(JSONNumber($0)) }
    // Until the end of the payment window, and until that of the grace after it.
    fields["secondsToPay"] = secondsToPay.map { .number(JSONNumber($0)) }
    fields["secondsLeft"] = secondsLeft.map { .number(JSONNumber($0)) }
    // With an unknown status neither value is right: false would mean that the order is still open.
    if phase != .unknown { fields["isFinal"] = .bool(isFinal) }
    return fields
  }
}

extension APIResource {
  fileprivate func only(_ names: [String]) -> JSONObject {
    names.reduce(into: [:]) { $0[$1] = fields[$1] }
  }
}

extension DepositProgress {
  /// The fields of a wait in which nothing happened.
  var unchangedFields: JSONObject {
    var fields: JSONObject = [:]
    fields["depositReference"] = reference.fields["depositReference"]
    fields["pending"] = .number(JSONNumber(pendingCount))
    return fields
  }

  func fields(newest count: Int) -> JSONObject {
    var fields: JSONObject = [:]
    for name in ["depositReference", "address", "protocol"] { fields[name] = reference.fields[name] }
    fields["deposits"] = .array(deposits.prefix(count).map { .object($0.fields) })
    fields["pending"] = .number(JSONNumber(pendingCount))
    return fields
  }
}

extension Warning {
  static var amountsUnknown: Warning {
    let text = LocalizedText(
      "The API does not show what has been received as a plain amount, so received and missing are left out.",
      "API 未以普通数字提供已收到的金额，因此没有 received 和 missing。")
    return Warning(.amountsUnknown, detail: text)
  }

  /// The warning that a completed order has not received its amount; nil of any other order.
  static func amountMissing(of progress: OrderProgress) -> Warning? {
    guard progress.order.status == "completed", let missing = progress.missing, !missing.isZero else { return nil }
    let money = "\(missing.text) \(progress.order["currency"] ?? "")"
    let text = LocalizedText(
      "The order is completed although \(money) of its amount are missing: check it in the PayIn dashboard before delivery.",
      "订单已完成，但仍差 \(money)：交付前请在 PayIn 管理后台核对。")
    return Warning(.amountMissing, detail: text)
  }

  static func endUnknown(_ status: String?) -> Warning {
    let reason =
      status.map {
        LocalizedText("This version does not know the status \(quoted: $0)", "此版本不认识状态 \(quoted: $0)")
      } ?? LocalizedText("The API does not show a status", "API 未显示状态")
    let text =
      reason
      + LocalizedText(
        ", so whether the order is over is not known. Do not wait for it in a loop: ask the operator of this PayIn.",
        "，无法得知订单是否已结束。请勿循环等待：请询问此 PayIn 的运营者。")
    return Warning(.statusUnknown, detail: text)
  }

  static func pollFailed(_ error: PayInError) -> Warning {
    let text = LocalizedText(
      "The last poll failed (\(error.code.rawValue)), so this may have changed since.",
      "最近一次查询失败（\(error.code.rawValue)），状态可能已变化。")
    return Warning(.pollFailed, detail: text)
  }
}
