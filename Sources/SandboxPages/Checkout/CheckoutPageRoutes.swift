import Formats
import HTTP
import SandboxAPI
import SandboxModel

/// The routes of a payment link's page.
enum CheckoutPageRoutes {
  static let all = [
    Route(.get, "/checkout/:slug", .page, show),
    Route(.post, "/checkout/:slug", .page, order),
    Route(.get, "/checkout/preview/:id", .page, preview),
  ]

  private static let purpose = "checkout"

  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    do {
      return page(of: try saleable(context), CheckoutForm(), context).response()
    } catch let refusal as CheckoutRefusal {
      return ErrorPage(refusal).response(to: context.request)
    }
  }

  /// The link if an item can be bought now.
  private static func saleable(_ context: RequestContext) throws -> PaymentLink {
    let link = try context.checkout.publishedLink(slug: context.parameters[0])
    guard link.expiresAt.map({ context.now < $0 }) ?? true else { throw CheckoutRefusal.expired }
    guard link.inventory.available != 0 else { throw CheckoutRefusal.soldOut }
    return link
  }

  @Sendable private static func order(_ context: RequestContext) throws -> HTTPResponse {
    let slug = context.parameters[0]
    let fields = try PageForm(context.request)
    guard context.pageToken.isValid(fields["token"], purpose, slug) else { throw APIError.foreignForm }
    let form = CheckoutForm(fields)
    do {
      let result = try context.checkout.place(try form.purchase(context.request), slug: slug, now: context.now)
      let id = context.settings.dialect.shown(result.linkOrder.order.id)
      return WebPage.seeOther(PageContext(context.request).link("/pay/order/\(id)"))
    } catch let refusal as CheckoutRefusal {
      guard let problem = refusal.problem else { return ErrorPage(refusal).response(to: context.request) }
      return try again(form, problem, status: APIError(refusal).status, context)
    } catch let error as APIError where error.name == .validation {
      // Option and amount have refusals of their own, so the e-mail address is wrong.
      return try again(form, .emailProblem, status: error.status, context)
    }
  }

  /// The page with the payer's input and a problem.
  private static func again(
    _ form: CheckoutForm, _ problem: Phrase, status: Int, _ context: RequestContext
  ) throws -> HTTPResponse {
    var form = form
    form.problem = problem
    return page(of: try context.checkout.publishedLink(slug: context.parameters[0]), form, context).response(
      status: status)
  }

  private static func page(of link: PaymentLink, _ form: CheckoutForm, _ context: RequestContext) -> WebPage {
    CheckoutPage(
      link: link, page: PageContext(context.request), path: "/checkout/\(link.slug)", form: form,
      token: context.pageToken.make(purpose, link.slug)
    ).webPage
  }

  /// Shows a preview to the merchant, whatever the link's status.
  @Sendable private static func preview(_ context: RequestContext) throws -> HTTPResponse {
    let id = context.parameters[0]
    guard let token = context.request.query["token"],
      let link = try context.checkout.previewedLink(id, token: token, now: context.now)
    else { throw APIError.notFound("Page") }
    let path = "/checkout/preview/\(PercentEncoding.encode(id))?token=\(PercentEncoding.encode(token))"
    return CheckoutPage(
      link: link, page: PageContext(context.request), path: path, form: CheckoutForm(), token: nil
    ).webPage.response()
  }
}
