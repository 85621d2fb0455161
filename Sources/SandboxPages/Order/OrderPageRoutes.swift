import HTTP
import JSON

/// The page of an order, and what it is made of.
enum OrderPageRoutes {
  static let all = [
    Route(.get, "/pay/order/:orderId", .page, show),
    Route(.get, "/pay/order/:orderId/status", .page, status),
    Route(.get, "/pay/order/:orderId/qr", .page, code),
    Route(.post, "/pay/order/:orderId/simulate", .page, simulate),
  ]

  private static let purpose = "simulate"

  static func token(for order: Order, _ call: Call) -> String {
    call.pageToken.make(purpose, order.id)
  }

  @Sendable private static func show(_ call: Call) throws -> HTTPResponse {
    let details = try call.orderDetails(call.parameters[0])
    let page = OrderPage(
      details: details, page: PageContext(call.request), token: token(for: details.order, call))
    return page.webPage.response()
  }

  @Sendable private static func status(_ call: Call) throws -> HTTPResponse {
    let status = OrderProgress(details: try call.orderDetails(call.parameters[0]), page: PageContext(call.request))
    return WebPage.response(type: "application/json", JSONWriter.bytes(of: .object(status.json)))
  }

  @Sendable private static func code(_ call: Call) throws -> HTTPResponse {
    guard let uri = try call.orderDetails(call.parameters[0]).paymentURI, let code = QRCode(uri) else {
      throw APIError.notFound("Page")
    }
    return WebPage.response(type: "image/svg+xml", Array(code.svg.utf8))
  }

  @Sendable private static func simulate(_ call: Call) throws -> HTTPResponse {
    let form = try PageForm(call.request)
    let details = try call.orderDetails(call.parameters[0])
    guard call.pageToken.isValid(form["token"], purpose, details.order.id) else { throw APIError.foreignForm }
    guard let payment = form["payment"].flatMap(SimulatedPayment.init) else {
      throw APIError.invalid("payment", "is none of the buttons")
    }
    try call.simulate(payment, details)
    let page = PageContext(call.request)
    return WebPage.seeOther(
      page.link(form["from"] == "dashboard" ? "/" : "/pay/order/\(details.shownId)"))
  }
}

extension Call {
  /// Makes the payment as `POST /_sandbox/payments` would. An order that needs none stays as it is.
  func simulate(_ payment: SimulatedPayment, _ details: OrderDetails) throws {
    guard SimulatedPayment.offered(for: details.order, details.standing).contains(payment),
      let (asset, amount) = payment.transfer(to: details.order, details.standing)
    else { return }
    let request = try request.posting([
      "orderId": .string(details.order.id), "amount": .string(amount.description),
      "currency": .string(asset.currency), "chainId": .string(asset.chain.id),
    ])
    let control = Call(
      request: request, parameters: [], tenant: nil, now: now, settings: settings, database: database,
      errands: errands)
    _ = try PaymentSimulation(call: control, fields: try Fields(request)).run()
  }
}
