import HTTP
import JSON
import QRImage
import SandboxAPI
import SandboxModel

/// The routes of an order's page, its status and its QR code.
enum OrderPageRoutes {
  static let all = [
    Route(.get, "/pay/order/:orderId", .page, show),
    Route(.get, "/pay/order/:orderId/status", .page, status),
    Route(.get, "/pay/order/:orderId/qr", .page, code),
    Route(.post, "/pay/order/:orderId/simulate", .page, simulate),
  ]

  private static let purpose = "simulate"

  static func token(for order: Order, _ context: RequestContext) -> String {
    context.pageToken.make(purpose, order.id)
  }

  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    let details = try context.orderDetails(context.parameters[0])
    let page = OrderPage(
      details: details, page: PageContext(context.request), token: token(for: details.order, context))
    return page.webPage.response()
  }

  @Sendable private static func status(_ context: RequestContext) throws -> HTTPResponse {
    let status = OrderProgress(
      details: try context.orderDetails(context.parameters[0]), page: PageContext(context.request))
    return WebPage.response(type: "application/json", JSONWriter.bytes(of: .object(status.json)))
  }

  /// The code with the address alone, or with the payment URI for `?content=uri`.
  @Sendable private static func code(_ context: RequestContext) throws -> HTTPResponse {
    let details = try context.orderDetails(context.parameters[0])
    let content = context.request.query["content"] == "uri" ? details.paymentURI : details.order.address
    guard details.isPayable, let content, let code = QRCode(content) else { throw APIError.notFound("Page") }
    return WebPage.response(type: "image/svg+xml", Array(code.svg.utf8))
  }

  @Sendable private static func simulate(_ context: RequestContext) throws -> HTTPResponse {
    let form = try PageForm(context.request)
    let details = try context.orderDetails(context.parameters[0])
    guard context.pageToken.isValid(form["token"], purpose, details.order.id) else { throw APIError.foreignForm }
    guard let action = form["payment"].flatMap(PayerAction.init) else {
      throw APIError.invalid("payment", "is none of the buttons")
    }
    try context.perform(action, details)
    return WebPage.seeOther(PageContext(context.request).link("/pay/order/\(details.shownId)"))
  }
}
