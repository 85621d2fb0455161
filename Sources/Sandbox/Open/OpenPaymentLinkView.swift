import JSON

extension Call {
  /// The link's row.
  func openRow(of link: PaymentLink) throws -> JSONObject {
    let currencies = try link.openCurrencies.map { try $0.row }
    var row: JSONObject = [
      "id": .string(UUIDForm.of(link.id)), "organization_id": .string(openOrganization(link.tenant)),
      "title": .string(link.title),
    ]
    row.append("description", column: link.description)
    row.append("amount", .string(link.amountText))
    row.append("currency", currencies.first?["currency"] ?? .null)
    row.append("status", .string(link.status.rawValue))
    row.append("is_archived", .bool(link.isArchived))
    // There is a slug from the first publication on, and an address for as long as it lasts.
    row.append("slug", column: link.publishedAt == nil ? nil : link.slug)
    row.append("chain_options", currencies.first?["chain_options"] ?? [])
    row.append("currencies", .array(currencies))
    row.append("inventory_total", column: link.inventory.total)
    row.append("inventory_reserved", column: link.inventory.reserved)
    row.append("inventory_sold", column: link.inventory.sold)
    row.append("metadata", try link.metadata.map { try JSONParser.parse($0) } ?? .null)
    row.append("expires_at", column: link.expiresAt)
    row.append("published_at", column: link.publishedAt)
    row.append("created_by", .string(openOrganization(link.tenant)))
    row.append("updated_by", .null)
    row.append("created_at", column: link.createdAt)
    row.append("updated_at", column: link.updatedAt)
    row.append("amount_type", .string(link.amountType.rawValue))
    row.append("cta_text", column: link.callToAction)
    row.append("theme", .string(link.theme))
    row.append("url", column: link.status == .published ? "\(request.root)/checkout/\(link.slug)" : nil)
    return row
  }
}

extension OpenCurrency {
  fileprivate var row: JSONValue {
    get throws {
      [
        "currency": .string(name), "chain_options": .array(chainIds.map(JSONValue.string)),
        "amount": amountText.map(JSONValue.string) ?? .null, "is_primary": .bool(isPrimary),
        "metadata": try metadata.map { try JSONParser.parse($0) } ?? .null,
      ]
    }
  }
}
