extension PayInClient {
  package func paymentLink(_ id: String) async throws(PayInError) -> APIResource {
    var link = try resource(
      try await read(Endpoint(.paymentLink, parts: [id])), .paymentLinkDetails)
    link.fillCheckout(below: target.baseURL)
    return link
  }

  package func paymentLinks(
    _ filter: PaymentLinkFilter = PaymentLinkFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.paymentLinks, filter.conditions, position, rows: "paymentLinks", .paymentLinkDetails)
  }

  /// What was ordered by a link, the newest first. The API has no more than one page of it.
  package func paymentLinkOrders(_ id: String) async throws(PayInError) -> Page {
    let reply = try await read(Endpoint(.paymentLinkOrders, parts: [id]))
    let position = Page.Position(limit: Page.Position.linkOrderLimit)
    guard
      let page = Page(reply.envelope, rowsName: "orders", asked: position, schema: .linkOrder)
    else { throw reply.unreadable }
    return page
  }
}

extension Page.Position {
  /// Of a link's orders the published code lists no more.
  package static let linkOrderLimit = 50
}
