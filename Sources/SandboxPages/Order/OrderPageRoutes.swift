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

  @Sendable private static func code(_ context: RequestContext) throws -> HTTPResponse {
    guard let uri = try context.orderDetails(context.parameters[0]).paymentURI, let code = QRCode(uri) else {
      throw APIError.notFound("Page")
    }
    return WebPage.response(type: "image/svg+xml", Array(code.svg.utf8))
  }

  @Sendable private static func simulate(_ context: RequestContext) throws -> HTTPResponse {
    let form = try PageForm(context.request)
    let details = try context.orderDetails(context.parameters[0])
    guard context.pageToken.isValid(form["token"], purpose, details.order.id) else { throw APIError.foreignForm }
    guard let payment = form["payment"].flatMap(SimulatedPayment.init) else {
      throw APIError.invalid("payment", "is none of the buttons")
    }
    try context.simulate(payment, details)
    let page = PageContext(context.request)
    return WebPage.seeOther(
      page.link(form["from"] == "dashboard" ? "/" : "/pay/order/\(details.shownId)"))
  }
}

extension RequestContext {
  /// Makes the payment like `POST /_sandbox/payments`. Does nothing if the order no longer needs it.
  func simulate(_ payment: SimulatedPayment, _ details: OrderDetails) throws {
    guard SimulatedPayment.offered(for: details.order, details.state).contains(payment),
      let (asset, amount) = payment.transfer(to: details.order, details.state)
    else { return }
    let request = try request.posting([
      "orderId": .string(details.order.id), "amount": .string(amount.description),
      "currency": .string(asset.currency), "chainId": .string(asset.chain.id),
    ])
    _ = try PaymentSimulation(context: with(request), fields: try Fields(request)).run()
  }
}
