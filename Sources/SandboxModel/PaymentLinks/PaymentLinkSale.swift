extension PaymentLink {
  /// What an order for one item is about.
  struct Sale: Sendable, Equatable {
    let asset: Asset
    let amountText: String
  }

  /// The first rule that the purchase breaks is the one that is told.
  func sale(of purchase: Purchase, now: Timestamp) throws(CheckoutRefusal) -> Sale {
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
  func price(of option: PaymentOption) -> String? {
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
struct Purchase: Sendable {
  let email: String
  let currency: String
  let chainId: String
  /// Heard only where the payer chooses.
  var amountText: String?
}

/// Why a payment link does not sell.
enum CheckoutRefusal: Error, Sendable, Equatable {
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
