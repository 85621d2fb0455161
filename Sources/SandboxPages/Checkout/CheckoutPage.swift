import JSON
import SandboxAPI
import SandboxModel

/// The page of a payment link, with the offer and the form that orders an item.
struct CheckoutPage {
  let link: PaymentLink
  let page: PageContext
  let path: String
  let form: CheckoutForm
  /// The proof that the form was made by this sandbox; nil in a preview.
  let token: String?

  var webPage: WebPage {
    WebPage(
      context: page, title: link.title, styles: ["page.css", "checkout.css"], path: path, content: content)
  }

  private var content: HTML {
    """
    <article class="card offer">
    \(token == nil ? preview : nil)
    <div>
    <h1><bdi>\(link.title)</bdi></h1>
    \(link.description.map { "<p class=\"description\"><bdi>\(lines: $0)</bdi></p>" as HTML })
    </div>
    \(limits)
    \(form.problem.map { "<p class=\"problem\" id=\"problem\" role=\"alert\">\(page.text($0))</p>" as HTML })
    <form method="post" action="\(page.link(path))">
    <input type="hidden" name="token" value="\(token ?? "")">
    \(amount)
    \(options)
    \(email)
    <button\(token == nil ? " disabled" : .nothing)><bdi>\(link.callToAction ?? page.text(.toPayment))</bdi></button>
    </form>
    </article>
    """
  }

  private var preview: HTML {
    "<p class=\"caution\" role=\"note\">\(page.text(.preview))</p>"
  }

  /// The limits of stock and time, if there are any.
  private var limits: HTML? {
    let stock = link.inventory.available.map { count -> HTML in
      "<li>\(page.text(.left, ["count": String(count)]))</li>"
    }
    let end: HTML? = link.expiresAt.map { "<li>\(page.text(.offerEnds)) \(page.time($0))</li>" }
    return stock == nil && end == nil ? nil : "<ul class=\"limits\">\(stock)\(end)</ul>"
  }

  private var amount: HTML? {
    guard link.amountType == .userInput else { return nil }
    return """
      <div><label for="amount">\(page.text(.yourAmount))</label>
      <input id="amount" name="amount" inputmode="decimal" autocomplete="off" required maxlength="30" \
      pattern="[0-9]+([.][0-9]{1,6})?" value="\(form.amount)" \
      aria-describedby="amount-hint"\(mark(.amountProblem))>
      <p class="hint" id="amount-hint">\(page.text(.amountHint))</p></div>
      """
  }

  private var options: HTML {
    let chosen = link.options.first { CheckoutForm.value(of: $0) == form.option } ?? link.primaryOption
    let choices: [HTML] = link.options.map { option in
      let checked: HTML = option == chosen ? " checked" : ""
      let price: HTML = "<strong>\(link.price(of: option).map { "\($0) " } ?? "")\(option.currency)</strong>"
      return """
        <label class="choice"><input type="radio" name="option" required \
        value="\(exact: CheckoutForm.value(of: option))"\(checked)>\
        <span>\(price) <span>\(page.chainName(option.chainId))</span></span></label>

        """
    }
    return "<fieldset><legend>\(page.text(.payWith))</legend>\n\(choices)</fieldset>"
  }

  private var email: HTML {
    """
    <div><label for="email">\(page.text(.email))</label>
    <input id="email" name="email" type="email" autocomplete="email" required maxlength="255" value="\(form.email)" \
    aria-describedby="email-hint"\(mark(.emailProblem))>
    <p class="hint" id="email-hint">\(page.text(.emailHint))</p></div>
    """
  }

  private func mark(_ problem: Phrase) -> HTML {
    form.problem == problem ? " aria-invalid=\"true\"" : ""
  }
}

extension PaymentLink {
  fileprivate var primaryOption: PaymentOption? { options.first(where: \.isPrimary) ?? options.first }
}

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
