import JSON

extension Call {
  /// The seed's fields, and after them the offer in full.
  func view(of link: PaymentLink) throws -> JSONObject {
    var view: JSONObject = [
      "id": .string(link.id), "slug": .string(link.slug), "title": .string(link.title),
      "amount": .string(link.shownAmount), "status": .string(link.status.rawValue),
      "checkoutUrl": .string("\(request.root)/checkout/\(link.slug)"),
      "createdAt": .string(link.createdAt.description), "archived": .bool(link.isArchived),
    ]
    view.appendIfPresent("description", link.description)
    view.append("currencies", .array(link.options.map { .object($0.view) }))
    view.append("inventoryTotal", column: link.inventory.total)
    view.append("inventoryReserved", column: link.inventory.reserved)
    view.append("inventorySold", column: link.inventory.sold)
    view.append("inventoryAvailable", column: link.inventory.available)
    view.appendIfPresent("expiresAt", link.expiresAt)
    view.appendIfPresent("publishedAt", link.publishedAt)
    try view.appendIfPresent("metadata", json: link.metadata)
    return view
  }
}

extension PaymentOption {
  /// The pair, and its own price if it has one.
  fileprivate var view: JSONObject {
    var view: JSONObject = ["currency": .string(currency), "chainId": .string(chainId)]
    view.appendIfPresent("amount", amountText)
    return view
  }
}
