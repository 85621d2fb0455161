import JSON
import SandboxAPI
import SandboxModel

/// The input of a payer on the page of a payment link.
struct CheckoutForm {
  enum Field: String, CaseIterable {
    case amount
    case option
    case email
  }

  var amount = ""
  /// The chosen token and chain, such as `USDC@polygon-amoy`.
  var option = ""
  var email = ""
  /// The mistakes, each beside its field.
  var problems: [Field: Phrase] = [:]
  /// The reason for which a form without mistakes was refused.
  var refusal: Phrase?

  /// The first field with a mistake, which gets the focus.
  var firstProblem: Field? { Field.allCases.first { problems[$0] != nil } }

  static func value(of option: PaymentOption) -> String { "\(option.currency)@\(option.chainId)" }
}

extension CheckoutForm {
  /// Reads the fields. White space around an amount or an address is no mistake: it comes along when text is pasted.
  init(_ form: PageForm) {
    amount = Self.trimmed(form["amount"])
    option = form["option"] ?? ""
    email = Self.trimmed(form["email"])
  }

  private static func trimmed(_ text: String?) -> String {
    let rest = text?.drop(while: \.isWhitespace) ?? ""
    return String(rest.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Checks every field, so that all mistakes are shown at once.
  mutating func validate(for link: PaymentLink, _ request: Request) {
    if link.amountType == .userInput, !((try? TokenAmount(amount)).map { $0 > .zero } ?? false) {
      problems[.amount] = .amountProblem
    }
    if !link.options.contains(where: { Self.value(of: $0) == option }) { problems[.option] = .optionProblem }
    // Option and amount have refusals of their own, so that only the address can be wrong.
    if (try? purchase(request)) == nil { problems[.email] = .emailProblem }
  }

  /// Shows a refusal that the payer can solve beside its field, or above the form.
  mutating func add(_ refusal: CheckoutRefusal) -> Bool {
    switch refusal {
    case .amountMissing, .amountInvalid: problems[.amount] = .amountProblem
    case .currencyNotTaken, .chainNotTaken: problems[.option] = .optionProblem
    case .noAddress: self.refusal = .addressProblem
    case .unknownLink, .notPublished, .archived, .expired, .soldOut: return false
    }
    return true
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
