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
    var form = CheckoutForm(fields)
    do {
      let link = try saleable(context)
      form.validate(for: link, context.request)
      guard form.problems.isEmpty else { return page(of: link, form, context).response(status: 400) }
      let result = try context.checkout.place(try form.purchase(context.request), slug: slug, now: context.now)
      let id = context.settings.dialect.shown(result.linkOrder.order.id)
      return WebPage.seeOther(PageContext(context.request).link("/pay/order/\(id)"))
    } catch let refusal as CheckoutRefusal {
      guard form.add(refusal) else { return ErrorPage(refusal).response(to: context.request) }
      let link = try context.checkout.publishedLink(slug: slug)
      return page(of: link, form, context).response(status: APIError(refusal).status)
    }
  }

  private static func page(of link: PaymentLink, _ form: CheckoutForm, _ context: RequestContext) -> WebPage {
    CheckoutPage(
      link: link, page: PageContext(context.request), path: "/checkout/\(link.slug)", form: form,
      merchant: context.settings.merchant, token: context.pageToken.make(purpose, link.slug)
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
      link: link, page: PageContext(context.request), path: path, form: CheckoutForm(),
      merchant: context.settings.merchant, token: nil
    ).webPage.response()
  }
}
