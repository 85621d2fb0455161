import HTTP
import JSON
import SandboxModel

/// Payment links in the published form. A link has no slug before it is published, and a new one has neither stock nor
/// expiry.
enum PublishedPaymentLinkRoutes {
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
    let link = try context.insert(try PaymentLinkDraft(published: try Fields(context.request)))
    return PublishedReply.success(try context.publishedRow(of: link), status: 201)
  }

  /// Lists links, the one changed last first.
  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var search = PaymentLinkSearch(
      tenant: try context.tenantId(), statuses: query.paymentLinkStatuses, text: query["search"],
      textSearch: .likePattern)
    if query["archived"] == "true" {
      search.archived = .only
    } else if query["includeArchived"] == "true" {
      search.archived = .included
    }
    let page = try query.page { .invalidLink("\($0) is out of range") }
    let (links, total) = try context.store.paymentLinks.list(
      search.filter, page, orderedBy: "updated_at DESC, sequence DESC")
    return PublishedReply.list(try links.map(context.publishedRow), page, total: total)
  }

  @Sendable private static func stats(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    let search = PaymentLinkSearch(
      tenant: try context.tenantId(), statuses: query.paymentLinkStatuses, archived: .included)
    func time(_ name: String) throws(PublishedError) -> Timestamp? {
      guard let text = query[name] else { return nil }
      guard let time = Timestamp(iso8601: text) else { throw .invalidLink("\(name) is not a time") }
      return time
    }
    let range = DateRange(after: try time("createdAfter"), before: try time("createdBefore"))
    let statistics = try context.store.paymentLinks.statistics(search, range)
    return PublishedReply.success(statistics.view { JSONNumber($0.description).map(JSONValue.number) ?? .null })
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    PublishedReply.success(try context.publishedRow(of: try found(context)))
  }

  @Sendable private static func update(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, "update") { try $0.change(byPublished: fields) }
  }

  @Sendable private static func updateCurrencies(_ context: RequestContext) throws -> HTTPResponse {
    let options = try Fields(context.request).publishedPaymentOptions()
    return try change(context, "update", "payment link currencies") { $0.options = options }
  }

  /// Publishes a link, even an archived one.
  @Sendable private static func publish(_ context: RequestContext) throws -> HTTPResponse {
    let slug = try Fields(context.request).publishedValue("slug") { value in
      value.string.flatMap { PaymentLinkLifecycle.isSlug($0) ? $0 : nil }
    }
    return try change(context, "publish") {
      try $0.lifecycle.publish(at: context.now, as: slug, isTaken: context.isTaken)
    }
  }

  @Sendable private static func unpublish(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "unpublish") { $0.lifecycle.unpublish() }
  }

  @Sendable private static func archive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "archive") { $0.lifecycle.archive() }
  }

  @Sendable private static func restore(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, "restore") { $0.lifecycle.restore() }
  }

  @Sendable private static func preview(_ context: RequestContext) throws -> HTTPResponse {
    PublishedReply.success(context.previewView(of: try found(context)))
  }

  @Sendable private static func orders(_ context: RequestContext) throws -> HTTPResponse {
    let orders = try context.store.paymentLinkOrders.list(
      linkId: try found(context).id, limit: PaymentLinkRoutes.orderLimit)
    return Reply.bare(["success": true, "data": .array(try orders.map { .object(try context.publishedRow(of: $0)) })])
  }

  /// Changes a link. A missing link is reported as a failure of the service (500).
  private static func change(
    _ context: RequestContext, _ verb: String, _ subject: String = "payment link",
    _ body: (inout PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    guard var link = try find(context) else {
      throw PublishedError.plain(500, "Failed to \(verb) \(subject)", "Payment Link not found")
    }
    try body(&link)
    link.updatedAt = context.now
    try context.store.paymentLinks.update(link)
    return PublishedReply.success(try context.publishedRow(of: link))
  }

  private static func found(_ context: RequestContext) throws -> PaymentLink {
    guard let link = try find(context) else { throw PublishedError.plain(404, "Not Found", "Payment Link not found") }
    return link
  }

  private static func find(_ context: RequestContext) throws -> PaymentLink? {
    let text = context.parameters[0]
    guard UUIDForm.isWellFormed(text) else {
      throw PublishedError.plain(500, "Internal server error", "invalid input syntax for type uuid")
    }
    return try context.store.paymentLinks.find(
      id: UUIDForm.id("pl", from: text) ?? text, tenant: try context.tenantId())
  }
}

extension Query {
  /// The statuses of the filter. Unknown ones are dropped; nil, for any status, if none is left.
  fileprivate var paymentLinkStatuses: [PaymentLinkLifecycle.Status]? {
    let statuses = self["status"]?.split(separator: ",").compactMap {
      PaymentLinkLifecycle.Status(rawValue: String($0))
    }
    return statuses?.isEmpty == false ? statuses : nil
  }
}
