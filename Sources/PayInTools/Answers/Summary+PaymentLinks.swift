import JSON
import PayIn

extension Summary {
  static func created(link: APIResource?) -> LocalizedText {
    guard let link else { return LocalizedText("Created the payment link.", "已创建支付链接。") }
    let (id, price) = (id(link, "id"), price(link))
    return LocalizedText(
      "Created payment link \(id[.english])\(price[.english]). It is a draft: publish it to take payments.",
      "已创建支付链接 \(id[.chinese])\(price[.chinese])。目前为草稿：发布后才能收款。")
  }

  static func published(_ link: APIResource?, _ id: String) -> LocalizedText {
    let price = link.map(price) ?? .empty
    guard let url = link?["checkoutUrl"] else {
      return LocalizedText("Payment link \(id)\(price[.english]) is published.", "支付链接 \(id)\(price[.chinese]) 已发布。")
    }
    return LocalizedText(
      "Payment link \(id)\(price[.english]) is published at \(whole: url)",
      "支付链接 \(id)\(price[.chinese]) 已发布：\(whole: url)")
  }

  /// The amount, and the tokens of which the payer chooses one; empty if the API does not show them.
  private static func price(_ link: APIResource) -> LocalizedText {
    let pairs = (link.fields["currencies"]?.array ?? []).compactMap { pair -> String? in
      guard let currency = pair["currency"]?.string else { return nil }
      return pair["chainId"]?.string.map { "\(currency) on \($0)" } ?? currency
    }
    guard let amount = link["amount"], !pairs.isEmpty else { return .empty }
    let choice = LocalizedText.choice(pairs)
    let isOpen = link.amount("amount")?.isZero == true
    return LocalizedText(
      isOpen ? " for an amount of the payer's choice in \(choice[.english])" : " for \(amount) \(choice[.english])",
      isOpen ? "（金额由付款人决定，\(choice[.chinese])）" : "（\(amount) \(choice[.chinese])）")
  }

  static func archived(_ id: String) -> LocalizedText {
    LocalizedText("Payment link \(id) is archived.", "支付链接 \(id) 已归档。")
  }

  static func statistics(ofLinks record: APIResource) -> LocalizedText {
    let (links, orders) = (count(record, "totalLinks"), count(record, "totalOrders"))
    let sums = sums(record, "revenueByCurrency")
    return LocalizedText(
      "\(links) payment links, \(orders) orders made by them\(sums[.english]).",
      "支付链接 \(links) 个，由其产生的订单 \(orders) 个\(sums[.chinese])。")
  }

  static func link(_ link: APIResource) -> LocalizedText {
    let (id, isArchived) = (id(link, "id"), link.fields["archived"] == true)
    let status = link["status"] ?? "?"
    let state = LocalizedText(
      "Payment link \(id[.english]) is \(isArchived ? "archived" : status)",
      "支付链接 \(id[.chinese])，状态为 \(isArchived ? "已归档" : status)")
    guard !isArchived, link.status == "published", let url = link["checkoutUrl"] else {
      return state + LocalizedText(".", "。")
    }
    return state + LocalizedText(": \(whole: url)", "：\(whole: url)")
  }

  static func updated(_ link: APIResource?, _ id: String) -> LocalizedText {
    LocalizedText("Payment link \(id) was changed.", "支付链接 \(id) 已更改。")
  }

  static func unpublished(_ id: String) -> LocalizedText {
    LocalizedText("Payment link \(id) is a draft again: nobody can pay.", "支付链接 \(id) 已恢复为草稿，无法付款。")
  }

  static func restored(_ link: APIResource?, _ id: String) -> LocalizedText {
    guard link?.status == "published" else {
      return LocalizedText("Payment link \(id) is no longer archived.", "支付链接 \(id) 已取消归档。")
    }
    return LocalizedText(
      "Payment link \(id) is no longer archived and published: payers can pay again.",
      "支付链接 \(id) 已取消归档且处于发布状态：付款人可再次付款。")
  }

  static func preview(_ record: APIResource?, _ id: String) -> LocalizedText {
    let (url, time) = (record?["url"] ?? "", record?["expiresIn"])
    return LocalizedText(
      "Payment link \(id) can be seen\(time.map { " for \($0)" } ?? "") at \(whole: url)",
      "可在以下地址预览支付链接 \(id)\(time.map { "（有效期 \($0)）" } ?? "")：\(whole: url)")
  }

  static func orders(_ count: Int, ofLink id: String, hasMore: Bool) -> LocalizedText {
    LocalizedText(
      "\(count) orders made by payment link \(id)\(hasMore ? ", the newest ones; there may be more" : "").",
      "由支付链接 \(id) 产生的订单 \(count) 个\(hasMore ? "（最新的，可能还有更多）" : "")。")
  }
}
