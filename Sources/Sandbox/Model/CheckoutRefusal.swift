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
