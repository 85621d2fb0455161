import HTTP
import JSON
import SandboxModel

/// A merchant's payment links in the documented form.
enum PaymentLinkRoutes {
  /// The largest number of orders that is listed.
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

  @Sendable private static func create(_ context: RequestContext) throws -> HTTPResponse {
    let link = try context.insert(try PaymentLinkDraft(try Fields(context.request), now: context.now))
    return Reply.success(try context.view(of: link), status: 201, message: "Payment link created successfully")
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var search = PaymentLinkSearch(tenant: try context.tenantId(), text: query["search"])
    search.statuses = try query.choice("status", PaymentLinkLifecycle.Status.self).map { [$0] }
    if try query.flag("includeArchived") == true { search.archived = .included }
    if try query.flag("archived") == true { search.archived = .only }
    let page = try query.page()
    let (links, total) = try context.store.paymentLinks.list(search.filter, page)
    return Reply.success([
      "paymentLinks": .array(try links.map { .object(try context.view(of: $0)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  @Sendable private static func stats(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var search = PaymentLinkSearch(tenant: try context.tenantId(), archived: .included)
    search.statuses = try query.choice("status", PaymentLinkLifecycle.Status.self).map { [$0] }
    let range = DateRange(after: try query.time("createdAfter"), before: try query.time("createdBefore"))
    let statistics = try context.store.paymentLinks.statistics(search, range)
    return Reply.success(statistics.view { .string($0.description) })
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(try context.view(of: try find(context)))
  }

  @Sendable private static func update(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, "updated") { try $0.change(by: fields, now: context.now) }
  }

  @Sendable private static func updateCurrencies(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, "currencies updated") { link in
      try fields.require("currencies")
      link.options = try fields.paymentOptions()
    }
  }

  @Sendable private static func publish(_ context: RequestContext) throws -> HTTPResponse {
    let slug = try Fields(context.request).slug()
    return try change(context, "published") { link in
      guard !link.isArchived else { throw APIError.conflict("An archived payment link cannot be published") }
      try link.lifecycle.publish(at: context.now, as: slug, isTaken: context.isTaken)
    }
  }

  @Sendable private static func unpublish(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "unpublished") { $0.lifecycle.unpublish() }
  }

  @Sendable private static func archive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "archived") { $0.lifecycle.archive() }
  }

  @Sendable private static func restore(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "restored") { $0.lifecycle.restore() }
  }

  @Sendable private static func preview(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(context.previewView(of: try find(context)))
  }

  @Sendable private static func orders(_ context: RequestContext) throws -> HTTPResponse {
    let orders = try context.store.paymentLinkOrders.list(linkId: try find(context).id, limit: orderLimit)
    return Reply.success(["orders": .array(orders.map { .object(context.view(of: $0)) })])
  }

  private static func change(
    _ context: RequestContext, _ done: String, _ body: (inout PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    var link = try find(context)
    try body(&link)
    link.updatedAt = context.now
    try context.store.paymentLinks.update(link)
    return Reply.success(try context.view(of: link), message: "Payment link \(done) successfully")
  }

  private static func find(_ context: RequestContext) throws -> PaymentLink {
    guard let link = try context.store.paymentLinks.find(id: context.parameters[0], tenant: try context.tenantId())
    else {
      throw APIError.notFound("Payment link")
    }
    return link
  }
}

/// Operations on payment links that both dialects use.
extension RequestContext {
  package var checkout: Checkout {
    Checkout(
      links: store.paymentLinks, linkOrders: store.paymentLinkOrders, placement: store.placement,
      dialect: settings.dialect)
  }

  func isTaken(_ slug: String) throws -> Bool {
    try store.paymentLinks.find(slug: slug) != nil
  }

  /// Stores a draft of the tenant.
  func insert(_ draft: PaymentLinkDraft) throws -> PaymentLink {
    let sequence = try store.paymentLinks.nextSequence()
    let link = draft.link(
      sequence: sequence, id: store.identifiers.id("pl", sequence), slug: try freeSlug(sequence),
      tenant: try tenantId(), now: now)
    try store.paymentLinks.insert(link)
    return link
  }

  /// A generated slug that is not taken: a merchant may have chosen the one that belongs to the number.
  private func freeSlug(_ sequence: Int64) throws -> String {
    var slug = store.identifiers.slug(sequence)
    var number = sequence
    while try isTaken(slug) {
      // No link has a negative number.
      number = -abs(number) - 1_000_000_000
      slug = store.identifiers.slug(number)
    }
    return slug
  }

  /// The URL at which the link can be seen whatever its status, while its token is valid.
  func previewView(of link: PaymentLink) -> JSONObject {
    let token = PreviewToken(seed: store.identifiers.seed)
      .text(for: link.id, until: now.adding(minutes: PreviewToken.minutes))
    return [
      "url": .string("\(request.root)/checkout/preview/\(settings.dialect.shown(link.id))?token=\(token)"),
      "expiresIn": .string("\(PreviewToken.minutes)m"),
    ]
  }
}
