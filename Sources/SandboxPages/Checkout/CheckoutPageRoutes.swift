import HTTP

/// The page of a payment link.
enum CheckoutPageRoutes {
  static let all = [
    Route(.get, "/checkout/:slug", .page, show),
    Route(.post, "/checkout/:slug", .page, order),
    Route(.get, "/checkout/preview/:id", .page, preview),
  ]

  private static let purpose = "checkout"

  @Sendable private static func show(_ call: Call) throws -> HTTPResponse {
    do {
      return page(of: try saleable(call), CheckoutForm(), call).response()
    } catch let refusal as CheckoutRefusal {
      return Notice(refusal).response(to: call.request)
    }
  }

  /// What can be bought now.
  private static func saleable(_ call: Call) throws -> PaymentLink {
    let link = try call.checkout.open(call.parameters[0])
    guard link.expiresAt.map({ call.now < $0 }) ?? true else { throw CheckoutRefusal.expired }
    guard link.inventory.available != 0 else { throw CheckoutRefusal.soldOut }
    return link
  }

  @Sendable private static func order(_ call: Call) throws -> HTTPResponse {
    let slug = call.parameters[0]
    let fields = try PageForm(call.request)
    guard call.pageToken.isValid(fields["token"], purpose, slug) else { throw APIError.foreignForm }
    let form = CheckoutForm(fields)
    do {
      let receipt = try call.checkout.place(try form.purchase(call.request), slug: slug, now: call.now)
      let id = call.settings.dialect.shown(receipt.linkOrder.order.id)
      return WebPage.seeOther(PageContext(call.request).link("/pay/order/\(id)"))
    } catch let refusal as CheckoutRefusal {
      guard let problem = refusal.problem else { return Notice(refusal).response(to: call.request) }
      return try again(form, problem, status: APIError(refusal).status, call)
    } catch let error as APIError where error.name == .validation {
      // Choice and amount have their own refusals: what is left is the address.
      return try again(form, .emailProblem, status: error.status, call)
    }
  }

  /// The form with what was filled in.
  private static func again(
    _ form: CheckoutForm, _ problem: Phrase, status: Int, _ call: Call
  ) throws -> HTTPResponse {
    var form = form
    form.problem = problem
    return page(of: try call.checkout.open(call.parameters[0]), form, call).response(status: status)
  }

  private static func page(of link: PaymentLink, _ form: CheckoutForm, _ call: Call) -> WebPage {
    CheckoutPage(
      link: link, page: PageContext(call.request), path: "/checkout/\(link.slug)", form: form,
      token: call.pageToken.make(purpose, link.slug)
    ).webPage
  }

  /// For the merchant, whatever the link's status.
  @Sendable private static func preview(_ call: Call) throws -> HTTPResponse {
    let id = call.parameters[0]
    guard let token = call.request.query["token"],
      let link = try call.checkout.previewed(id, token: token, now: call.now)
    else { throw APIError.notFound("Page") }
    let path = "/checkout/preview/\(PercentEncoding.encode(id))?token=\(PercentEncoding.encode(token))"
    return CheckoutPage(
      link: link, page: PageContext(call.request), path: path, form: CheckoutForm(), token: nil
    ).webPage.response()
  }
}
