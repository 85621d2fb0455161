import JSON

extension Call {
  /// The link as payers see it.
  func openOffer(of link: PaymentLink) -> JSONObject {
    var view: JSONObject = [
      "id": .string(UUIDForm.of(link.id)), "slug": .string(link.slug), "title": .string(link.title),
    ]
    view.append("description", column: link.description)
    view.append("amount", .string(link.amountText))
    view.append("currencies", .array(Self.openPrices(of: link)))
    view.append("expiresAt", column: link.expiresAt)
    view.append("availableInventory", column: link.inventory.available)
    return view
  }

  func openReceipt(of receipt: Checkout.Receipt) throws -> JSONObject {
    let link = receipt.link
    var offer: JSONObject = ["slug": .string(link.slug), "title": .string(link.title)]
    offer.append("description", column: link.description)
    offer.append("amount", .string(link.amountText))
    offer.append("currencies", .array(Self.openPrices(of: link)))
    offer.append("metadata", try link.metadata.map { try JSONParser.parse($0) } ?? [:])
    return [
      "order": .object(openReceipt(of: receipt.linkOrder.order)), "paymentLink": .object(offer),
      "paymentLinkOrder": .object(try openRow(of: receipt.linkOrder)),
    ]
  }

  func openRow(of linkOrder: PaymentLinkOrder) throws -> JSONObject {
    let order = linkOrder.order
    var row: JSONObject = [
      "id": .string(UUIDForm.of(linkOrder.id)), "paymentlink_id": .string(UUIDForm.of(linkOrder.linkId)),
      "organization_id": .string(openOrganization(order.tenant)), "order_id": .string(UUIDForm.of(order.id)),
      "buyer_email": .string(linkOrder.buyerEmail), "status": .string(order.status.rawValue),
      "selected_chain": .string(order.chainId), "selected_currency": .string(order.currency),
      "amount": .string(order.amountText),
    ]
    row.append("metadata", try order.metadata.map { try JSONParser.parse($0) } ?? .null)
    row.append("created_at", column: order.createdAt)
    row.append("updated_at", column: order.endedAt ?? order.createdAt)
    row.append("completed_at", column: order.completedAt)
    return row
  }

  private static func openPrices(of link: PaymentLink) -> [JSONValue] {
    link.openCurrencies.map { currency in
      [
        "currency": .string(currency.name), "amount": .string(currency.amountText ?? link.amountText),
        "chains": .array(currency.chainIds.map(JSONValue.string)), "is_primary": .bool(currency.isPrimary),
      ]
    }
  }
}
