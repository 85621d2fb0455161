extension APIError.Name {
  static let gone = APIError.Name(rawValue: "Gone")
}

extension APIError {
  /// Of the public checkout.
  init(_ refusal: CheckoutRefusal) {
    self =
      switch refusal {
      case .unknownLink: .notFound("Payment link")
      case .notPublished: .conflict("This payment link is not published")
      case .archived: .gone("This payment link is archived")
      case .expired: .gone("This payment link has expired")
      case .currencyNotTaken: .invalid("currency", "is not one that this payment link takes")
      case .chainNotTaken: .invalid("chainId", "is not one that this payment link takes this currency on")
      case .soldOut: .conflict("This payment link is sold out")
      case .amountMissing: .missing(["amount"])
      case .amountInvalid:
        .invalid(
          "amount", "must be greater than 0 and have at most \(TokenAmount.fractionDigits) digits after the point")
      case .noAddress(let family): .insufficientAddresses(family)
      }
  }

  static func gone(_ message: String) -> APIError {
    APIError(status: 410, name: .gone, message: message)
  }
}
