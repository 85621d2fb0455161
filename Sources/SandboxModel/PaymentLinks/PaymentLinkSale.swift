extension PaymentLink {
  /// The asset and the amount of an order for one item.
  package struct Sale: Sendable, Equatable {
    package let asset: Asset
    package let amountText: String
  }

  /// Validates a purchase. Throws the first rule that it breaks.
  package func sale(of purchase: Purchase, now: Timestamp) throws(CheckoutRefusal) -> Sale {
    guard status == .published else { throw .notPublished }
    guard !isArchived else { throw .archived }
    guard expiresAt.map({ now < $0 }) ?? true else { throw .expired }
    let options = options.filter { $0.currency == purchase.currency }
    guard !options.isEmpty else { throw .currencyNotTaken }
    guard let option = options.first(where: { $0.chainId == purchase.chainId }),
      let asset = Asset(currency: option.currency, chainId: option.chainId)
    else { throw .chainNotTaken }
    guard inventory.available != 0 else { throw .soldOut }
    return Sale(asset: asset, amountText: try amountText(of: option, purchase))
  }

  /// The price of an option; nil if the payer chooses the amount.
  package func price(of option: PaymentOption) -> String? {
    amountType == .userInput ? nil : option.amountText ?? amountText
  }

  private func amountText(of option: PaymentOption, _ purchase: Purchase) throws(CheckoutRefusal) -> String {
    if let price = price(of: option) { return price }
    guard let text = purchase.amountText, !text.isEmpty else { throw .amountMissing }
    guard let amount = try? TokenAmount(text), amount > .zero else { throw .amountInvalid }
    return text
  }
}

/// A payer's request to buy an item of a payment link.
package struct Purchase: Sendable {
  package let email: String
  package let currency: String
  package let chainId: String
  /// The amount, which is used only if the payer chooses it.
  package var amountText: String?

  package init(
    email: String, currency: String, chainId: String, amountText: String? = nil
  ) {
    self.email = email
    self.currency = currency
    self.chainId = chainId
    self.amountText = amountText
  }
}

/// The reasons for which a purchase from a payment link is refused.
package enum CheckoutRefusal: Error, Sendable, Equatable {
  case unknownLink
  case notPublished
  case archived
  case expired
  case currencyNotTaken
  case chainNotTaken
  case soldOut
  case amountMissing
  /// The amount is not greater than zero, or has too many digits.
  case amountInvalid
  /// No address of the protocol is free.
  case noAddress(AddressProtocol)
}
