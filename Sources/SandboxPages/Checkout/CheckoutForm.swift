import JSON
import SandboxAPI
import SandboxModel

/// The input of a payer on the page of a payment link.
struct CheckoutForm {
  var amount = ""
  /// The chosen token and chain, such as `USDC@polygon-amoy`.
  var option = ""
  var email = ""
  /// The reason for which the input was refused.
  var problem: Phrase?

  static func value(of option: PaymentOption) -> String { "\(option.currency)@\(option.chainId)" }
}

extension CheckoutForm {
  init(_ form: PageForm) {
    amount = form["amount"] ?? ""
    option = form["option"] ?? ""
    email = form["email"] ?? ""
  }

  /// Validates the input by the rules of the API's checkout.
  func purchase(_ request: Request) throws -> Purchase {
    let parts = option.split(separator: "@", maxSplits: 1).map(String.init)
    var body: JSONObject = ["email": .string(email)]
    body.append("currency", .string(parts.first ?? "-"))
    body.append("chainId", .string(parts.last ?? "-"))
    if !amount.isEmpty { body.append("amount", .string(amount)) }
    return try Purchase(try Fields(try request.posting(body)))
  }
}

extension CheckoutRefusal {
  /// The problem that the payer can solve; nil if the link is the problem.
  var problem: Phrase? {
    switch self {
    case .amountMissing, .amountInvalid: .amountProblem
    case .currencyNotTaken, .chainNotTaken: .optionProblem
    case .noAddress: .addressProblem
    case .unknownLink, .notPublished, .archived, .expired, .soldOut: nil
    }
  }
}
