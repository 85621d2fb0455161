import JSON

/// What a merchant offers, checked.
struct PaymentLinkDraft {
  let title: String
  let description: String?
  let amountText: String
  let currencies: String
  let inventoryTotal: Int?
  let expiresAt: Timestamp?
  let metadata: String?

  func link(sequence: Int64, id: String, slug: String, tenant: String, now: Timestamp) -> PaymentLink {
    PaymentLink(
      sequence: sequence, id: id, tenant: tenant, slug: slug, title: title, description: description,
      amountText: amountText, currencies: currencies,
      inventory: PaymentLink.Inventory(total: inventoryTotal, reserved: 0, sold: 0), expiresAt: expiresAt,
      metadata: metadata, status: .draft, isArchived: false, createdAt: now, publishedAt: nil)
  }
}

extension PaymentLinkDraft {
  init(_ fields: Fields, now: Timestamp) throws(APIError) {
    try fields.require("title", "amount", "currencies")
    title = try fields.text("title")
    description = try fields.optionalString("description")
    amountText = try fields.amount("amount").text
    currencies = try Self.currencies(fields["currencies"])
    inventoryTotal = try fields.optionalInteger("inventoryTotal")
    guard inventoryTotal.map({ $0 > 0 }) ?? true else { throw .invalid("inventoryTotal", "must be greater than 0") }
    expiresAt = try Self.expiry(fields, now: now)
    metadata = try fields.optionalObjectText("metadata")
  }

  /// The pairs without anything else that came with them.
  private static func currencies(_ value: JSONValue?) throws(APIError) -> String {
    guard let items = value?.array, !items.isEmpty else {
      throw .invalid("currencies", "must be a list of at least one {currency, chainId}")
    }
    var pairs: [JSONValue] = []
    for item in items {
      guard let currency = item["currency"]?.string, let chainId = item["chainId"]?.string else {
        throw .invalid("currencies", "must have a currency and a chainId in every item")
      }
      guard Asset(currency: currency, chainId: chainId) != nil else {
        throw .unknownAsset(currency: currency, chainId: chainId)
      }
      let pair: JSONValue = ["currency": .string(currency), "chainId": .string(chainId)]
      guard !pairs.contains(pair) else { throw .invalid("currencies", "has \(currency) on \(chainId) twice") }
      pairs.append(pair)
    }
    return JSONValue.array(pairs).description
  }

  private static func expiry(_ fields: Fields, now: Timestamp) throws(APIError) -> Timestamp? {
    guard let text = try fields.optionalString("expiresAt") else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw .invalid("expiresAt", "must be a time with zone by ISO 8601, such as 2030-01-31T12:00:00Z")
    }
    guard time > now else { throw .invalid("expiresAt", "must be in the future") }
    return time
  }
}
