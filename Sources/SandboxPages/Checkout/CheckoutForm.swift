import JSON
import SandboxAPI
import SandboxModel

/// What a payer has filled in on the page of a payment link.
struct CheckoutForm {
  var amount = ""
  /// `USDC@polygon-amoy`
  var option = ""
  var email = ""
  /// Why it was not accepted.
  var problem: Phrase?

  static func value(of option: PaymentOption) -> String { "\(option.currency)@\(option.chainId)" }
}

extension CheckoutForm {
  init(_ form: PageForm) {
    amount = form["amount"] ?? ""
    option = form["option"] ?? ""
    email = form["email"] ?? ""
  }

  /// By the rules of the API's own checkout.
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
  /// What the payer can mend; nil for what is the link's.
  var problem: Phrase? {
    switch self {
    case .amountMissing, .amountInvalid: .amountProblem
    case .currencyNotTaken, .chainNotTaken: .optionProblem
    case .noAddress: .addressProblem
    case .unknownLink, .notPublished, .archived, .expired, .soldOut: nil
    }
  }
}
