import HTTP
import JSON
import SandboxModel

/// Payment links in the published form. A link has no slug before it is published, and a new one has neither stock nor
/// expiry.
enum PublishedPaymentLinkRoutes: PaymentLinkRoutes {
  @Sendable static func create(_ context: RequestContext) throws -> HTTPResponse {
    let link = try context.insert(try PaymentLinkDraft(published: try Fields(context.request)))
    return PublishedReply.success(try context.publishedRow(of: link), status: 201)
  }

  /// Lists links, the one changed last first.
  @Sendable static func list(_ context: RequestContext) throws -> HTTPResponse {
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

  @Sendable static func stats(_ context: RequestContext) throws -> HTTPResponse {
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

  @Sendable static func update(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, .update) { try $0.change(byPublished: fields) }
  }

  @Sendable static func updateCurrencies(_ context: RequestContext) throws -> HTTPResponse {
    let options = try Fields(context.request).publishedPaymentOptions()
    return try change(context, .updateCurrencies) { $0.options = options }
  }

  /// Publishes a link, even an archived one.
  @Sendable static func publish(_ context: RequestContext) throws -> HTTPResponse {
    let slug = try Fields(context.request).publishedValue("slug") { value in
      value.string.flatMap { PaymentLinkLifecycle.isSlug($0) ? $0 : nil }
    }
    return try change(context, .publish) {
      try $0.lifecycle.publish(at: context.now, as: slug, isTaken: context.isTaken)
    }
  }

  @Sendable static func orders(_ context: RequestContext) throws -> HTTPResponse {
    let orders = try context.orders(of: try found(context, for: nil))
    return Reply.bare(["success": true, "data": .array(try orders.map { .object(try context.publishedRow(of: $0)) })])
  }

  /// A link that is missing when it is to be changed is reported as a failure of the service (500).
  static func found(_ context: RequestContext, for change: PaymentLinkChange?) throws -> PaymentLink {
    let text = context.parameters[0]
    guard UUIDForm.isWellFormed(text) else {
      throw PublishedError.plain(500, "Internal server error", "invalid input syntax for type uuid")
    }
    let id = UUIDForm.id("pl", from: text) ?? text
    if let link = try context.store.paymentLinks.find(id: id, tenant: try context.tenantId()) { return link }
    guard let change else { throw PublishedError.plain(404, "Not Found", "Payment Link not found") }
    throw PublishedError.plain(500, "Failed to \(change.publishedName)", "Payment Link not found")
  }

  static func reply(
    _ link: PaymentLink, after change: PaymentLinkChange?, _ context: RequestContext
  ) throws -> HTTPResponse {
    PublishedReply.success(try context.publishedRow(of: link))
  }

  static func reply(preview: JSONObject) -> HTTPResponse {
    PublishedReply.success(preview)
  }
}

extension PaymentLinkChange {
  fileprivate var publishedName: String {
    self == .updateCurrencies ? "update payment link currencies" : "\(rawValue) payment link"
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
