/// What a payer asks of a payment link.
struct Purchase: Sendable {
  let email: String
  let currency: String
  let chainId: String
  /// Heard only where the payer chooses.
  var amountText: String?
}
