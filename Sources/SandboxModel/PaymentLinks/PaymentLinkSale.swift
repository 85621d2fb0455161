extension PaymentLink {
  /// What an order for one item is about.
  package struct Sale: Sendable, Equatable {
    package let asset: Asset
    package let amountText: String
  }

  /// The first rule that the purchase breaks is the one that is told.
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

  /// Nil where the payer chooses.
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

/// What a payer asks of a payment link.
package struct Purchase: Sendable {
  package let email: String
  package let currency: String
  package let chainId: String
  /// Heard only where the payer chooses.
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

/// Why a payment link does not sell.
package enum CheckoutRefusal: Error, Sendable, Equatable {
  case unknownLink
  case notPublished
  case archived
  case expired
  case currencyNotTaken
  case chainNotTaken
  case soldOut
  case amountMissing
  /// Not more than zero, or with more digits than a token has.
  case amountInvalid
  /// No address of the family is free.
  case noAddress(AddressProtocol)
}
