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
        "The API ignored paymentWindowMinutes or graceMinutes: rely on expiresAt.",
        "API 忽略了 paymentWindowMinutes 或 graceMinutes：请以 expiresAt 为准。")
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
        "The body is signed, but it is no event that can be read in one way only.",
        "请求体签名有效，但其内容不是可唯一解读的事件。")
    case .sandboxSecret:
      LocalizedText(
        "No secret was given or set: the sandbox's own was used. Give `secret` for a PayIn or a receiver of your own.",
        "未提供也未设置密钥：已使用沙盒自身的密钥。若用于真实的 PayIn 或你自己的接收端，请提供 `secret`。")
    case .priceLive:
      LocalizedText(
        "This link is published: payers see the new price at once. Orders already made keep theirs.",
        "该链接已发布：付款人会立即看到新价格，已创建的订单价格不变。")
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
