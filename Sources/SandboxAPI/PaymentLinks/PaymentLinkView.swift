import JSON
import SandboxModel

extension RequestContext {
  /// The documented members of a link, followed by the rest of the offer.
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
  /// The token and the chain, and the option's own price if it has one.
  fileprivate var view: JSONObject {
    var view: JSONObject = ["currency": .string(currency), "chainId": .string(chainId)]
    view.appendIfPresent("amount", amountText)
    return view
  }
}

extension PaymentLinkStatistics {
  /// The statistics, with the same members in both dialects; `written` gives the form of amounts.
  func view(_ written: (TokenAmount) -> JSONValue) -> JSONObject {
    [
      "totalLinks": .number(JSONNumber(totalLinks)), "publishedLinks": .number(JSONNumber(publishedLinks)),
      "totalOrders": .number(JSONNumber(totalOrders)), "completedOrders": .number(JSONNumber(completedOrders)),
      "pendingOrders": .number(JSONNumber(pendingOrders)),
      "revenue": .object(JSONObject(revenue.map { JSONObject.Member(name: $0.currency, value: written($0.amount)) })),
      "conversionRate": .number(JSONNumber(conversionRate)),
    ]
  }
}

extension RequestContext {
  /// The published form, a row.
  func publishedRow(of link: PaymentLink) throws -> JSONObject {
    let currencies = try link.publishedCurrencies.map { try $0.row }
    var row: JSONObject = [
      "id": .string(UUIDForm.of(link.id)), "organization_id": .string(publishedOrganization(link.tenant)),
      "title": .string(link.title),
    ]
    row.append("description", column: link.description)
    row.append("amount", .string(link.amountText))
    row.append("currency", currencies.first?["currency"] ?? .null)
    row.append("status", .string(link.status.rawValue))
    row.append("is_archived", .bool(link.isArchived))
    // A link has a slug from its first publication on, and a URL only while it is published.
    row.append("slug", column: link.publishedAt == nil ? nil : link.slug)
    row.append("chain_options", currencies.first?["chain_options"] ?? [])
    row.append("currencies", .array(currencies))
    row.append("inventory_total", column: link.inventory.total)
    row.append("inventory_reserved", column: link.inventory.reserved)
    row.append("inventory_sold", column: link.inventory.sold)
    row.append("metadata", try link.metadata.map { try JSONParser.parse($0) } ?? .null)
    row.append("expires_at", column: link.expiresAt)
    row.append("published_at", column: link.publishedAt)
    row.append("created_by", .string(publishedOrganization(link.tenant)))
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

extension PublishedCurrency {
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

/// A token that a payment link accepts, with all its chains.
struct PublishedCurrency {
  let name: String
  let chainIds: [String]
  let amountText: String?
  var isPrimary: Bool
  /// The merchant's metadata as JSON text.
  let metadata: String?
}

extension PaymentLink {
  /// The options by token: primary ones first, then in the order of first mention. Without a primary one, the first is
  /// primary.
  var publishedCurrencies: [PublishedCurrency] {
    var names: [String] = []
    for option in options where !names.contains(option.currency) { names.append(option.currency) }
    var currencies = names.compactMap { name -> PublishedCurrency? in
      let options = options.filter { $0.currency == name }
      return options.first.map { first in
        PublishedCurrency(
          name: name, chainIds: options.map(\.chainId), amountText: first.amountText, isPrimary: first.isPrimary,
          metadata: first.metadata)
      }
    }
    if !currencies.contains(where: \.isPrimary), !currencies.isEmpty { currencies[0].isPrimary = true }
    return currencies.filter(\.isPrimary) + currencies.filter { !$0.isPrimary }
  }
}
