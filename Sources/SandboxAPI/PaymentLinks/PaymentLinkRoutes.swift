import HTTP
import JSON

/// A merchant's payment links.
enum PaymentLinkRoutes {
  /// Of a link's orders no more are listed.
  static let orderLimit = 50

  static let all = [
    Route(.post, "/api/v1/payment-links", .write, create),
    Route(.get, "/api/v1/payment-links", .read, list),
    Route(.get, "/api/v1/payment-links/stats", .read, stats),
    Route(.get, "/api/v1/payment-links/:id", .read, get),
    Route(.put, "/api/v1/payment-links/:id", .write, update),
    Route(.put, "/api/v1/payment-links/:id/currencies", .write, updateCurrencies),
    Route(.post, "/api/v1/payment-links/:id/publish", .write, publish),
    Route(.post, "/api/v1/payment-links/:id/unpublish", .write, unpublish),
    Route(.post, "/api/v1/payment-links/:id/archive", .write, archive),
    Route(.post, "/api/v1/payment-links/:id/restore", .write, restore),
    Route(.post, "/api/v1/payment-links/:id/preview-url", .write, preview),
    Route(.get, "/api/v1/payment-links/:id/orders", .read, orders),
  ]

  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    let link = try call.insert(try PaymentLinkDraft(try Fields(call.request), now: call.now))
    return Reply.success(try call.view(of: link), status: 201, message: "Payment link created successfully")
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var search = PaymentLinkSearch(tenant: try call.tenantId(), text: query["search"])
    search.statuses = try query.choice("status", PaymentLinkLifecycle.Status.self).map { [$0] }
    if try query.flag("includeArchived") == true { search.archived = .included }
    if try query.flag("archived") == true { search.archived = .only }
    let page = try query.page()
    let (links, total) = try call.paymentLinks.list(search.filter, page)
    return Reply.success([
      "paymentLinks": .array(try links.map { .object(try call.view(of: $0)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  @Sendable private static func stats(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var search = PaymentLinkSearch(tenant: try call.tenantId(), archived: .included)
    search.statuses = try query.choice("status", PaymentLinkLifecycle.Status.self).map { [$0] }
    let span = CreationSpan(after: try query.time("createdAfter"), before: try query.time("createdBefore"))
    let statistics = try call.paymentLinks.statistics(search, span)
    return Reply.success(statistics.view { .string($0.description) })
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    Reply.success(try call.view(of: try find(call)))
  }

  @Sendable private static func update(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    return try change(call, "updated") { try $0.change(by: fields, now: call.now) }
  }

  @Sendable private static func updateCurrencies(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    return try change(call, "currencies updated") { link in
      try fields.require("currencies")
      link.options = try fields.paymentOptions()
    }
  }

  @Sendable private static func publish(_ call: Call) throws -> HTTPResponse {
    let slug = try Fields(call.request).slug()
    return try change(call, "published") { link in
      guard !link.isArchived else { throw APIError.conflict("An archived payment link cannot be published") }
      try link.lifecycle.publish(at: call.now, as: slug, isTaken: call.isTaken)
    }
  }

  @Sendable private static func unpublish(_ call: Call) throws -> HTTPResponse {
    try change(call, "unpublished") { $0.lifecycle.unpublish() }
  }

  @Sendable private static func archive(_ call: Call) throws -> HTTPResponse {
    try change(call, "archived") { $0.lifecycle.archive() }
  }

  @Sendable private static func restore(_ call: Call) throws -> HTTPResponse {
    try change(call, "restored") { $0.lifecycle.restore() }
  }

  @Sendable private static func preview(_ call: Call) throws -> HTTPResponse {
    Reply.success(call.previewView(of: try find(call)))
  }

  @Sendable private static func orders(_ call: Call) throws -> HTTPResponse {
    let orders = try call.paymentLinkOrders.list(linkId: try find(call).id, limit: orderLimit)
    return Reply.success(["orders": .array(orders.map { .object(call.view(of: $0)) })])
  }

  private static func change(
    _ call: Call, _ done: String, _ body: (inout PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    var link = try find(call)
    try body(&link)
    link.updatedAt = call.now
    try call.paymentLinks.update(link)
    return Reply.success(try call.view(of: link), message: "Payment link \(done) successfully")
  }

  private static func find(_ call: Call) throws -> PaymentLink {
    guard let link = try call.paymentLinks.find(id: call.parameters[0], tenant: try call.tenantId()) else {
      throw APIError.notFound("Payment link")
    }
    return link
  }
}

/// Payment links and what is sold by them.
extension Call {
  var paymentLinkOrders: PaymentLinkOrderRepository { PaymentLinkOrderRepository(database: database, orders: orders) }
  var checkout: Checkout {
    Checkout(links: paymentLinks, linkOrders: paymentLinkOrders, placement: placement, dialect: settings.dialect)
  }

  func isTaken(_ slug: String) throws -> Bool {
    try paymentLinks.find(slug: slug) != nil
  }

  /// Makes the tenant a draft of its own.
  func insert(_ draft: PaymentLinkDraft) throws -> PaymentLink {
    let sequence = try paymentLinks.nextSequence()
    let link = draft.link(
      sequence: sequence, id: settings.identifiers.id("pl", sequence), slug: try freeSlug(sequence),
      tenant: try tenantId(), now: now)
    try paymentLinks.insert(link)
    return link
  }

  /// Somebody may have chosen the name that the number gives.
  private func freeSlug(_ sequence: Int64) throws -> String {
    var slug = settings.identifiers.slug(sequence)
    var number = sequence
    while try isTaken(slug) {
      // No link will ever have a number below zero.
      number = -abs(number) - 1_000_000_000
      slug = settings.identifiers.slug(number)
    }
    return slug
  }

  /// Where the link can be seen whatever its status, for as long as its token is valid.
  func previewView(of link: PaymentLink) -> JSONObject {
    let token = PreviewToken(seed: settings.identifiers.seed)
      .text(for: link.id, until: now.adding(minutes: PreviewToken.minutes))
    return [
      "url": .string("\(request.root)/checkout/preview/\(settings.dialect.shown(link.id))?token=\(token)"),
      "expiresIn": .string("\(PreviewToken.minutes)m"),
    ]
  }
}
