import JSON

extension Call {
  /// The seed's fields, and after them the offer in full.
  func view(of link: PaymentLink) throws -> JSONObject {
    var view: JSONObject = [
      "id": .string(link.id), "slug": .string(link.slug), "title": .string(link.title),
      "amount": .string(link.amountText), "status": .string(link.status.rawValue),
      "checkoutUrl": .string("\(request.root)/checkout/\(link.slug)"),
      "createdAt": .string(link.createdAt.description), "archived": .bool(link.isArchived),
    ]
    view.appendIfPresent("description", link.description)
    try view.appendIfPresent("currencies", json: link.currencies)
    view.append("inventoryTotal", link.inventory.total.json)
    view.append("inventoryReserved", .number(JSONNumber(link.inventory.reserved)))
    view.append("inventorySold", .number(JSONNumber(link.inventory.sold)))
    view.append("inventoryAvailable", link.inventory.available.json)
    view.appendIfPresent("expiresAt", link.expiresAt)
    view.appendIfPresent("publishedAt", link.publishedAt)
    try view.appendIfPresent("metadata", json: link.metadata)
    return view
  }
}

extension Int? {
  /// `null` is unlimited.
  fileprivate var json: JSONValue { map { .number(JSONNumber($0)) } ?? .null }
}
