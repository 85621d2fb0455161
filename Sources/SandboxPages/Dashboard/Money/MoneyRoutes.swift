import HTTP
import SandboxAPI
import SandboxModel

/// The routes of what is kept in the file: a list and a page of its own for each kind.
enum MoneyRoutes {
  static let all = [
    Route(.get, "/money", .page) { try shown($0) { try OrderListPage(view: $0).frame } },
    Route(.get, "/money/orders/:id", .page, order),
    Route(.post, "/money/orders/:id/pay", .page, pay),
    Route(.get, "/money/deposits", .page) { try shown($0) { try DepositListPage(view: $0).frame } },
    Route(.get, "/money/deposits/:id", .page, deposit),
    Route(.get, "/money/links", .page) { try shown($0) { try LinkListPage(view: $0).frame } },
    Route(.get, "/money/links/:id", .page, link),
    Route(.get, "/money/links/:id/preview", .page, preview),
    Route(.get, "/money/pool", .page) { try shown($0) { try PoolPage(view: $0).frame } },
    Route(.get, "/money/pool/:protocol", .page, addresses),
    Route(.get, "/money/webhooks", .page) { try shown($0) { try WebhookListPage(view: $0).frame } },
    Route(.get, "/money/webhooks/:id", .page, webhook),
  ]

  private static func shown(
    _ context: RequestContext, _ page: (DashboardContext) throws -> DashboardFrame
  ) throws -> HTTPResponse {
    try DashboardRoutes.guarded(context) { try page($0).webPage.response() }
  }

  @Sendable private static func order(_ context: RequestContext) throws -> HTTPResponse {
    try shown(context) { view in
      try OrderDetailPage(view: view, order: context.order(id: context.parameters[0])).frame
    }
  }

  /// Makes the missing payment. Does nothing if the order no longer needs one.
  @Sendable private static func pay(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let order = try context.order(id: context.parameters[0])
      let status = try OrderStatusWords(order, view)
      var note: Int?
      if status.isPayable {
        try context.payExactly(order)
        note = context.note(.orderPaid(id: order.id, reference: order.reference))
      }
      let page = "/money/orders/\(context.settings.dialect.shown(order.id))"
      return view.seeOther(form["from"] == "list" ? "/money" : page, note: note)
    }
  }

  @Sendable private static func deposit(_ context: RequestContext) throws -> HTTPResponse {
    try shown(context) { view in
      let id = context.parameters[0]
      let transfer = try context.store.transfers.find(id: UUIDForm.id("dep", from: id) ?? id)
      guard let transfer, transfer.depositReference != nil else { throw APIError.notFound("Deposit") }
      return try DepositDetailPage(view: view, transfer: transfer).frame
    }
  }

  private static func foundLink(_ context: RequestContext) throws -> PaymentLink {
    let id = context.parameters[0]
    guard let link = try context.store.paymentLinks.find(id: UUIDForm.id("pl", from: id) ?? id) else {
      throw APIError.notFound("Payment link")
    }
    return link
  }

  @Sendable private static func link(_ context: RequestContext) throws -> HTTPResponse {
    try shown(context) { view in try LinkDetailPage(view: view, link: foundLink(context)).frame }
  }

  /// Leads to the preview with a token that is made now, so that no page holds one that has ended.
  @Sendable private static func preview(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.guarded(context) { view in
      WebPage.seeOther(view.page.link(context.previewPath(of: try foundLink(context))))
    }
  }

  @Sendable private static func addresses(_ context: RequestContext) throws -> HTTPResponse {
    guard let family = AddressProtocol(rawValue: context.parameters[0]) else { throw APIError.notFound("Page") }
    return try shown(context) { try AddressListPage(view: $0, family: family).frame }
  }

  @Sendable private static func webhook(_ context: RequestContext) throws -> HTTPResponse {
    try shown(context) { view in
      guard let delivery = try context.store.deliveries.find(id: context.parameters[0]) else {
        throw APIError.notFound("Delivery")
      }
      return try WebhookDetailPage(view: view, delivery: delivery).frame
    }
  }
}

/// The routes that make something to look at.
enum SampleRoutes {
  static let all = [
    Route(.post, "/samples/order", .page, order), Route(.post, "/samples/deposit", .page, deposit),
    Route(.post, "/samples/link", .page, link),
  ]

  @Sendable private static func order(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      let order = try context.makeSampleOrder()
      let note = context.note(.sampleMade(id: order.id, reference: order.reference))
      return view.seeOther("/money/orders/\(context.settings.dialect.shown(order.id))", note: note)
    }
  }

  @Sendable private static func deposit(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      try context.makeSampleDeposit()
      let note = context.note(.sampleMade(id: "", reference: RequestContext.sampleDepositor))
      return view.seeOther("/money/deposits", note: note)
    }
  }

  @Sendable private static func link(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      let link = try context.makeSampleLink()
      return view.seeOther("/money/links", note: context.note(.sampleMade(id: "", reference: link.title)))
    }
  }
}
