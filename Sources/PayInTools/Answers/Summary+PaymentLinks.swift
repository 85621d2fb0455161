import JSON
import PayIn

extension Summary {
  /// - Parameter asked: the link that was to be made. The documented reply does not name its currencies.
  static func created(link: APIResource?, _ asked: NewPaymentLink) -> LocalizedText {
    let name = link.map { id($0, "id") } ?? .empty
    let price = price(asked.amount, asked.currencies.map { ($0.currency, $0.chainID) })
    let pieces = asked.inventoryTotal.map { LocalizedText(", sold \($0) times at most", "，最多售出 \($0) 份") } ?? .empty
    return LocalizedText(
      "Created payment link \(name[.english])\(price[.english])\(pieces[.english]). \(ofDraft[.english])",
      "已创建支付链接 \(name[.chinese])\(price[.chinese])\(pieces[.chinese])。\(ofDraft[.chinese])")
  }

  private static let ofDraft = LocalizedText(
    "It is a draft: publish_payment_link opens it to payers.", "目前为草稿：用 publish_payment_link 发布后才能收款。")

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
    let pairs = (link.fields["currencies"]?.array ?? []).compactMap { pair in
      pair["currency"]?.string.map { (currency: $0, chainID: pair["chainId"]?.string) }
    }
    return link.amount("amount").map { price($0, pairs) } ?? .empty
  }

  private static func price(_ amount: Amount, _ pairs: [(currency: String, chainID: String?)]) -> LocalizedText {
    guard !pairs.isEmpty else { return .empty }
    let choice = LocalizedText.choice(
      pairs.map { pair in
        pair.chainID.map { LocalizedText("\(pair.currency) on \($0)", "\($0) 上的 \(pair.currency)") }
          ?? LocalizedText(verbatim: pair.currency)
      })
    return amount.isZero
      ? LocalizedText(
        " for an amount of the payer's choice in \(choice[.english])", "（金额由付款人决定，\(choice[.chinese])）")
      : LocalizedText(" for \(amount.text) \(choice[.english])", "（价格 \(amount.text)，\(choice[.chinese])）")
  }

  static func archived(_ id: String) -> LocalizedText {
    LocalizedText("Payment link \(id) is archived.", "支付链接 \(id) 已归档。")
  }

  static func statistics(ofLinks record: APIResource) -> LocalizedText {
    let (links, orders) = (count(record, "totalLinks"), count(record, "totalOrders"))
    let sums = sums(record, "revenueByCurrency")
    return LocalizedText(
      "\(links) \(links == "1" ? "payment link" : "payment links"), \(orders) \(orders == "1" ? "order" : "orders") made by \(links == "1" ? "it" : "them")\(sums[.english]).",
      "支付链接 \(links) 个，由其产生的订单 \(orders) 个\(sums[.chinese])。")
  }

  static func link(_ link: APIResource) -> LocalizedText {
    let (id, isArchived) = (id(link, "id"), link.fields["archived"] == true)
    let (status, price, sold) = (link["status"] ?? "?", price(link), sold(link))
    let state = LocalizedText(
      "Payment link \(id[.english])\(price[.english]) is \(isArchived ? "archived" : status)\(sold[.english])",
      "支付链接 \(id[.chinese])\(price[.chinese])，状态为 \(isArchived ? "已归档" : status)\(sold[.chinese])")
    guard !isArchived, link.status == "published", let url = link["checkoutUrl"] else {
      let sentence = state + LocalizedText(".", "。")
      return !isArchived && link.status == "draft" ? .sentences(sentence, ofDraft) : sentence
    }
    return state + LocalizedText(": \(whole: url)", "：\(whole: url)")
  }

  /// How many of the link's pieces are sold; empty if it has no limit or the API does not show it.
  private static func sold(_ link: APIResource) -> LocalizedText {
    guard let total = link.fields["inventoryTotal"]?.number?.literal,
      let sold = link.fields["inventorySold"]?.number?.literal
    else { return .empty }
    return LocalizedText(", \(sold) of \(total) sold", "，已售 \(sold)/\(total)")
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
      "Payment link \(id) is published and no longer archived: payers can pay again.",
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
      "\(count) \(count == 1 ? "order" : "orders") made by payment link \(id)\(hasMore ? ", the newest ones; there may be more" : "").",
      "由支付链接 \(id) 产生的订单 \(count) 个\(hasMore ? "（最新的，可能还有更多）" : "")。")
  }
}
