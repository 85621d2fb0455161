/// A notice of a call that succeeded, which its caller must know.
package struct Warning: Sendable, Equatable {
  package struct Code: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The API returned rows that the filter excludes.
    package static let filterIgnored = Code(rawValue: "filter_ignored")
    /// The API returned more rows than asked for.
    package static let limitIgnored = Code(rawValue: "limit_ignored")
    package static let rowsUnreadable = Code(rawValue: "rows_unreadable")
    /// The API returned rows more than once.
    package static let rowsRepeated = Code(rawValue: "rows_repeated")
    /// Rows of a range of time that show no time of their own.
    package static let timesMissing = Code(rawValue: "times_missing")
    /// The rows of a range of time were not all read.
    package static let rangeCut = Code(rawValue: "range_cut")
    /// Rows were left out to keep the result small.
    package static let rowsCut = Code(rawValue: "rows_cut")
    /// The reply has other values than the request.
    package static let replyDiffers = Code(rawValue: "reply_differs")
    /// Fields of the call that the API does not show of the order that exists.
    package static let notCompared = Code(rawValue: "not_compared")
    /// The API reported success, and the effect could not be read back.
    package static let effectUnverified = Code(rawValue: "effect_unverified")
    /// Changes that the API accepted and does not show.
    package static let changeNotShown = Code(rawValue: "change_not_shown")
    /// Texts that were cut to keep the result readable.
    package static let textCut = Code(rawValue: "text_cut")
    /// The order that exists under this reference can no longer be paid.
    package static let orderExpired = Code(rawValue: "order_expired")
    /// The order that exists under this reference has ended in another way and can no longer be paid.
    package static let orderEnded = Code(rawValue: "order_ended")
    /// The reference of the order has other orders too.
    package static let severalOrders = Code(rawValue: "several_orders")
    /// A status that this version does not know.
    package static let statusUnknown = Code(rawValue: "status_unknown")
    package static let inventoryLost = Code(rawValue: "inventory_lost")
    package static let expiryLost = Code(rawValue: "expiry_lost")
    /// The API lost fields at first and has them now.
    package static let repaired = Code(rawValue: "repaired")
    /// A webhook that is signed but holds no event.
    package static let eventUnreadable = Code(rawValue: "event_unreadable")
    /// A setting that is not used, or that should be written in another way; the sentence stands in `detail`.
    package static let setting = Code(rawValue: "setting")
    package static let sandboxSecret = Code(rawValue: "sandbox_secret")
    package static let windowNotHonoured = Code(rawValue: "window_not_honoured")
    /// A price that payers see at once.
    package static let priceLive = Code(rawValue: "price_live")
    /// The API does not keep the sums.
    package static let totalsMissing = Code(rawValue: "totals_missing")
    /// A chain of the other network.
    package static let networkMismatch = Code(rawValue: "network_mismatch")
    package static let chainUnknown = Code(rawValue: "chain_unknown")
    package static let protocolUnused = Code(rawValue: "protocol_unused")
    package static let tokenUnknown = Code(rawValue: "token_unknown")
    package static let tokenNotOnChain = Code(rawValue: "token_not_on_chain")
    package static let tooManyDecimals = Code(rawValue: "too_many_decimals")
    /// The API's own lists of chains and tokens could not be read.
    package static let assetsBuiltIn = Code(rawValue: "assets_built_in")
    /// Chains were left out to keep the result small.
    package static let assetsCut = Code(rawValue: "assets_cut")
  }

  package let code: Code
  /// The names of the fields that the warning is about.
  package let fields: [String]
  /// The sentence or a part of it, where code and fields do not suffice.
  package let detail: LocalizedText?

  package init(_ code: Code, fields: [String] = [], detail: LocalizedText? = nil) {
    self.code = code
    self.fields = fields
    self.detail = detail
  }
}

extension Warning {
  package var message: LocalizedText {
    switch code {
    case .filterIgnored:
      LocalizedText(
        "The API did not apply the filter \(names[.english]): some rows do not match it.",
        "API 未应用筛选条件 \(names[.chinese])：部分结果不符合条件。")
    case .limitIgnored: LocalizedText("The API returned more rows than the limit.", "API 返回的行数超过了 limit。")
    case .rowsUnreadable:
      LocalizedText("Some rows could not be read and are missing.", "部分行无法读取，未包含在结果中。")
    case .rowsRepeated:
      LocalizedText(
        "The API returned some rows more than once: each is shown and counted once.", "API 重复返回了部分行：每行只显示并计算一次。")
    case .rowsCut:
      LocalizedText(
        "Not all rows of this page fit into a result: go on with pagination.next.",
        "结果放不下本页全部行：请用 pagination.next 继续。")
    case .replyDiffers:
      LocalizedText(
        "The API answered with other values than were sent: \(names[.english]). Check before going on.",
        "API 返回的值与发送的不同：\(names[.chinese])。请核对后再继续。")
    case .notCompared:
      LocalizedText(
        "The API does not show these fields of the existing order, so whether they are the same is not known: \(names[.english]).",
        "API 未显示已有订单的以下字段，无法得知是否相同：\(names[.chinese])。")
    case .effectUnverified:
      LocalizedText(
        "The API accepted this without saying what came of it, and reading it back failed: check before relying on it.",
        "API 已接受此操作但未说明结果，读取核实也失败了：请核实后再依赖它。")
    case .changeNotShown:
      LocalizedText(
        "The API accepted this and does not show whether it changed these: \(names[.english]).",
        "API 已接受此操作，但未显示以下内容是否已更改：\(names[.chinese])。")
    case .textCut:
      LocalizedText(
        "Long texts are cut here, do not copy them back: \(names[.english]).", "以下长文本已截断，请勿将其写回：\(names[.chinese])。")
    case .orderExpired:
      LocalizedText(
        "This order has expired and cannot be paid: a new purchase needs a new orderReference.",
        "该订单已过期，无法支付：新的交易需要新的 orderReference。")
    case .windowNotHonoured:
      LocalizedText(
        "The API ignored paymentWindowMinutes or graceMinutes: rely on the times that it shows.",
        "API 忽略了 paymentWindowMinutes 或 graceMinutes：请以其显示的时间为准。")
    case .inventoryLost, .expiryLost, .repaired: linkMessage
    case .assetsBuiltIn:
      .sentences(
        LocalizedText("These are the chains and tokens known to this version.", "以下是此版本内置的链和代币。"), detail ?? .empty)
    case .assetsCut:
      LocalizedText(
        "Not all chains fit into a result: ask for one by chainId or currency.",
        "结果放不下所有链：请用 chainId 或 currency 指定。")
    case .eventUnreadable:
      LocalizedText(
        "The body is signed, but it is not an event that can be read in only one way.",
        "请求体签名有效，但其内容不是可唯一解读的事件。")
    case .sandboxSecret:
      LocalizedText(
        "No secret was given or set: the sandbox's own was used. Give `secret` for a PayIn or a receiver of your own.",
        "未提供也未设置密钥：已使用沙盒自身的密钥。若用于真实的 PayIn 或你自己的接收端，请提供 `secret`。")
    case .priceLive:
      LocalizedText(
        "This link is published: payers see the new price at once. Orders already made keep theirs.",
        "该链接已发布：付款人会立即看到新价格，已创建的订单价格不变。")
    case .journalIncomplete:
      LocalizedText("The journal lacks the outcome of this: its file ", "日志中缺少此操作的结果：其文件") + (detail ?? .empty)
        + LocalizedText(".", "。")
    case .totalsMissing:
      LocalizedText(
        "The API keeps no totals here: list_deposit_references has them for each reference.",
        "API 在此不提供合计：可用 list_deposit_references 查看每个引用的合计。")
    default: detail ?? LocalizedText(verbatim: code.rawValue)
    }
  }

  private var linkMessage: LocalizedText {
    switch code {
    case .inventoryLost:
      LocalizedText(
        "Do not publish. The API did not store inventoryTotal and setting it again failed: it would sell without limit.",
        "请勿发布。API 未保存 inventoryTotal，重新设置也失败了：发布后将无限量出售。")
    case .expiryLost:
      LocalizedText(
        "Do not publish. The API did not store expiresAt and setting it again failed: it would never expire.",
        "请勿发布。API 未保存 expiresAt，重新设置也失败了：发布后将永不过期。")
    default:
      LocalizedText(
        "What the API lost when it made the link was set again and is stored now: \(names[.english]).",
        "API 创建支付链接时丢失的字段已重新设置并保存：\(names[.chinese])。")
    }
  }

  private var names: LocalizedText { .list(fields) }
}

extension Warning.Code {
  /// The API does not show what has been received.
  package static let amountsUnknown = Warning.Code(rawValue: "amounts_unknown")
  /// The order is completed, and less than its amount has been received.
  package static let amountMissing = Warning.Code(rawValue: "amount_missing")
  /// The last poll failed; the result is that of an earlier one.
  package static let pollFailed = Warning.Code(rawValue: "look_failed")
  /// The write was sent, and the journal has no record of what became of it.
  package static let journalIncomplete = Warning.Code(rawValue: "journal_incomplete")
}
