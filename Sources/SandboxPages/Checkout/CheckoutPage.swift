import SandboxAPI
import SandboxModel

/// The page of a payment link, with the offer and the form that orders an item.
struct CheckoutPage {
  let link: PaymentLink
  let page: PageContext
  let path: String
  let form: CheckoutForm
  /// The merchant's name; nil if none is set.
  let merchant: String?
  /// The proof that the form was made by this sandbox; nil in a preview.
  let token: String?

  var webPage: WebPage {
    let title =
      form.firstProblem == nil && form.refusal == nil ? link.title : page.text(.mistakeIn, ["title": link.title])
    return WebPage(
      context: page, title: title, styles: ["page.css", "checkout.css"], scripts: ["time.js"], path: path,
      content: content)
  }

  /// The browser's own validation is off, because its bubble hides the hint and speaks the browser's language.
  private var content: HTML {
    """
    <article class="card offer">
    \(token == nil ? preview : nil)
    <div class="heading">\(merchant.map { "<p class=\"merchant\"><bdi>\($0)</bdi></p>" as HTML })
    <h1><bdi>\(link.title)</bdi></h1>
    \(link.description.map { "<p class=\"description\"><bdi>\(lines: $0)</bdi></p>" as HTML })
    \(limits)</div>
    \(form.refusal.map { "<p class=\"problem\" role=\"alert\">\(page.text($0))</p>" as HTML })
    <form method="post" action="\(page.link(path))" novalidate>
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
    "<p class=\"note\" role=\"note\">\(page.text(.preview))</p>"
  }

  /// The limits of stock and time, if there are any.
  private var limits: HTML? {
    let stock = link.inventory.available.map { count -> HTML in
      "<li>\(page.text(.left, ["count": String(count)]))</li>"
    }
    let end: HTML? = link.expiresAt.map { "<li>\(page.text(.offerEnds)) \(page.localTime($0))</li>" }
    return stock == nil && end == nil ? nil : "<ul class=\"limits\">\(stock)\(end)</ul>"
  }

  private var amount: HTML? {
    guard link.amountType == .userInput else { return nil }
    return """
      <div><label for="amount">\(page.text(.yourAmount))</label>
      <input id="amount" name="amount" inputmode="decimal" autocomplete="off" required maxlength="30" \
      value="\(form.amount)"\(attributes(.amount))>
      \(problem(.amount))<p class="hint" id="amount-hint">\(page.text(.amountHint))</p></div>
      """
  }

  private var options: HTML {
    let chosen = link.options.first { CheckoutForm.value(of: $0) == form.option } ?? link.primaryOption
    let choices: [HTML] = link.options.map { option in
      let checked: HTML = option == chosen ? " checked" : ""
      let focus: HTML = option == chosen && form.firstProblem == .option ? " autofocus" : ""
      let price: HTML = "<strong>\(link.price(of: option).map { "\($0) " } ?? "")\(option.currency)</strong>"
      return """
        <label class="choice"><input type="radio" name="option" required \
        value="\(exact: CheckoutForm.value(of: option))"\(checked)\(focus)>\
        \(AssetMark.token(option.currency))<span>\(price) \
        <span class="on">\(AssetMark.chain(option.chainId)) \(page.chainName(option.chainId))</span></span></label>

        """
    }
    let described: HTML = form.problems[.option] == nil ? "" : " aria-describedby=\"option-problem\""
    return """
      <fieldset class="choices"\(described)><legend>\(page.text(.payWith))</legend>
      \(problem(.option))\(choices)</fieldset>
      """
  }

  private var email: HTML {
    """
    <div><label for="email">\(page.text(.email))</label>
    <input id="email" name="email" type="email" autocomplete="email" required maxlength="255" value="\(form.email)"\
    \(attributes(.email))>
    \(problem(.email))<p class="hint" id="email-hint">\(page.text(.emailHint))</p></div>
    """
  }

  /// The attributes that tie a field to its hint and to its mistake. The first field with a mistake gets the focus.
  private func attributes(_ field: CheckoutForm.Field) -> HTML {
    let name = field.rawValue
    guard form.problems[field] != nil else { return " aria-describedby=\"\(name)-hint\"" }
    let focus: HTML = form.firstProblem == field ? " autofocus" : ""
    return " aria-invalid=\"true\" aria-describedby=\"\(name)-problem \(name)-hint\"\(focus)"
  }

  private func problem(_ field: CheckoutForm.Field) -> HTML? {
    form.problems[field].map { "<p class=\"problem\" id=\"\(field.rawValue)-problem\">\(page.text($0))</p>\n" }
  }
}

extension PaymentLink {
  fileprivate var primaryOption: PaymentOption? { options.first(where: \.isPrimary) ?? options.first }
}
