import HTTP
import JSON

/// Payment links. A link has no address before it is published, and a new one has neither stock nor expiry.
enum OpenPaymentLinkRoutes {
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
    let link = try call.insert(try PaymentLinkDraft(open: try Fields(call.request)))
    return OpenReply.success(try call.openRow(of: link), status: 201)
  }

  /// The link that changed last comes first.
  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var search = PaymentLinkSearch(
      tenant: try call.tenantId(), statuses: query.paymentLinkStatuses, text: query["search"],
      textSearch: .likePattern)
    if query["archived"] == "true" {
      search.archived = .only
    } else if query["includeArchived"] == "true" {
      search.archived = .included
    }
    let page = try query.page { .invalidLink("\($0) is out of range") }
    let (links, total) = try call.paymentLinks.list(
      search.filter, page, orderedBy: "updated_at DESC, sequence DESC")
    return OpenReply.list(try links.map(call.openRow), page, total: total)
  }

  @Sendable private static func stats(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    let search = PaymentLinkSearch(
      tenant: try call.tenantId(), statuses: query.paymentLinkStatuses, archived: .included)
    func time(_ name: String) throws(OpenError) -> Timestamp? {
      guard let text = query[name] else { return nil }
      guard let time = Timestamp(iso8601: text) else { throw .invalidLink("\(name) is not a time") }
      return time
    }
    let span = CreationSpan(after: try time("createdAfter"), before: try time("createdBefore"))
    let statistics = try call.paymentLinks.statistics(search, span)
    return OpenReply.success(statistics.view { JSONNumber($0.description).map(JSONValue.number) ?? .null })
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    OpenReply.success(try call.openRow(of: try found(call)))
  }

  @Sendable private static func update(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    return try change(call, "update") { try $0.change(byOpen: fields) }
  }

  @Sendable private static func updateCurrencies(_ call: Call) throws -> HTTPResponse {
    let options = try Fields(call.request).openPaymentOptions()
    return try change(call, "update", "payment link currencies") { $0.options = options }
  }

  /// Also of a link in the archive.
  @Sendable private static func publish(_ call: Call) throws -> HTTPResponse {
    let slug = try Fields(call.request).openValue("slug") { value in
      value.string.flatMap { PaymentLinkLifecycle.isSlug($0) ? $0 : nil }
    }
    return try change(call, "publish") { try $0.lifecycle.publish(at: call.now, as: slug, isTaken: call.isTaken) }
  }

  @Sendable private static func unpublish(_ call: Call) throws -> HTTPResponse {
    try change(call, "unpublish") { $0.lifecycle.unpublish() }
  }

  @Sendable private static func archive(_ call: Call) throws -> HTTPResponse {
    try change(call, "archive") { $0.lifecycle.archive() }
  }

  @Sendable private static func restore(_ call: Call) throws -> HTTPResponse {
    try change(call, "restore") { $0.lifecycle.restore() }
  }

  @Sendable private static func preview(_ call: Call) throws -> HTTPResponse {
    OpenReply.success(call.previewView(of: try found(call)))
  }

  @Sendable private static func orders(_ call: Call) throws -> HTTPResponse {
    let orders = try call.paymentLinkOrders.list(
      linkId: try found(call).id, limit: PaymentLinkRoutes.orderLimit)
    return Reply.bare(["success": true, "data": .array(try orders.map { .object(try call.openRow(of: $0)) })])
  }

  /// A link that is not there is a failure of the service, and not a missing resource.
  private static func change(
    _ call: Call, _ verb: String, _ subject: String = "payment link", _ body: (inout PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    guard var link = try find(call) else {
      throw OpenError.plain(500, "Failed to \(verb) \(subject)", "Payment Link not found")
    }
    try body(&link)
    link.updatedAt = call.now
    try call.paymentLinks.update(link)
    return OpenReply.success(try call.openRow(of: link))
  }

  private static func found(_ call: Call) throws -> PaymentLink {
    guard let link = try find(call) else { throw OpenError.plain(404, "Not Found", "Payment Link not found") }
    return link
  }

  private static func find(_ call: Call) throws -> PaymentLink? {
    let text = call.parameters[0]
    guard UUIDForm.isWellFormed(text) else {
      throw OpenError.plain(500, "Internal server error", "invalid input syntax for type uuid")
    }
    return try call.paymentLinks.find(id: UUIDForm.id("pl", from: text) ?? text, tenant: try call.tenantId())
  }
}

extension Query {
  /// A word that is no status is dropped; if nothing is left, any status will do.
  fileprivate var paymentLinkStatuses: [PaymentLinkLifecycle.Status]? {
    let statuses = self["status"]?.split(separator: ",").compactMap {
      PaymentLinkLifecycle.Status(rawValue: String($0))
    }
    return statuses?.isEmpty == false ? statuses : nil
  }
}
