import JSON

/// A token on a chain that a payment link accepts.
package struct PaymentOption: Sendable, Equatable {
  package let currency: String
  package let chainId: String
  /// The price in this token; nil for the link's amount.
  package var amountText: String?
  /// Whether the option is shown first.
  package var isPrimary = false
  /// The merchant's metadata as JSON text.
  package var metadata: String?

  package init(
    currency: String, chainId: String, amountText: String? = nil, isPrimary: Bool = false, metadata: String? = nil
  ) {
    self.currency = currency
    self.chainId = chainId
    self.amountText = amountText
    self.isPrimary = isPrimary
    self.metadata = metadata
  }
}

/// Options are stored as a JSON array of objects.
extension PaymentOption {
  package static func text(of options: [PaymentOption]) throws -> String {
    JSONValue.array(try options.map { .object(try $0.stored) }).description
  }

  /// Parses stored options; returns nil if the text is no such array.
  static func list(from text: String) -> [PaymentOption]? {
    guard let items = try? JSONParser.parse(text).array else { return nil }
    let options = items.compactMap(PaymentOption.init(stored:))
    return options.count == items.count ? options : nil
  }

  private var stored: JSONObject {
    get throws {
      var object: JSONObject = ["currency": .string(currency), "chainId": .string(chainId)]
      object.appendIfPresent("amount", amountText)
      if isPrimary { object.append("isPrimary", true) }
      try object.appendIfPresent("metadata", json: metadata)
      return object
    }
  }

  private init?(stored item: JSONValue) {
    guard let currency = item["currency"]?.string, let chainId = item["chainId"]?.string else { return nil }
    self.init(
      currency: currency, chainId: chainId, amountText: item["amount"]?.string,
      isPrimary: item["isPrimary"]?.bool ?? false, metadata: item["metadata"]?.description)
  }
}
