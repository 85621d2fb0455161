import HTTP
import JSON
import SandboxModel

/// The routes of payment links, which both dialects have, over handlers that differ where the dialects do.
protocol PaymentLinkRoutes: SendableMetatype {
  @Sendable static func create(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func list(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func stats(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func update(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func updateCurrencies(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func publish(_ context: RequestContext) throws -> HTTPResponse
  @Sendable static func orders(_ context: RequestContext) throws -> HTTPResponse
  /// The link that the path names. Throws the dialect's error, for a change or for a reading, if the tenant has none.
  static func found(_ context: RequestContext, for change: PaymentLinkChange?) throws -> PaymentLink
  /// The successful reply with a link, after a change or a reading.
  static func reply(
    _ link: PaymentLink, after change: PaymentLinkChange?, _ context: RequestContext
  ) throws -> HTTPResponse
  static func reply(preview: JSONObject) -> HTTPResponse
}

/// What a request does to a link. Dialects name it in their messages.
enum PaymentLinkChange: String {
  case update, updateCurrencies, publish, unpublish, archive, restore
}

extension PaymentLinkRoutes {
  static var all: [Route] {
    [
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
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    try reply(try found(context, for: nil), after: nil, context)
  }

  @Sendable private static func unpublish(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .unpublish) { $0.lifecycle.unpublish() }
  }

  @Sendable private static func archive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .archive) { $0.lifecycle.archive() }
  }

  @Sendable private static func restore(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .restore) { $0.lifecycle.restore() }
  }

  @Sendable private static func preview(_ context: RequestContext) throws -> HTTPResponse {
    reply(preview: context.previewView(of: try found(context, for: nil)))
  }

  /// Changes the link that the path names, and answers with it.
  static func change(
    _ context: RequestContext, _ change: PaymentLinkChange, _ body: (inout PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    var link = try found(context, for: change)
    try body(&link)
    link.updatedAt = context.now
    try context.store.paymentLinks.update(link)
    return try reply(link, after: change, context)
  }
}

/// Operations on payment links that both dialects use.
extension RequestContext {
  package var checkout: Checkout {
    Checkout(
      links: store.paymentLinks, linkOrders: store.paymentLinkOrders, placement: store.placement,
      dialect: settings.dialect)
  }

  /// The orders of the link that are listed, at most 50.
  func orders(of link: PaymentLink) throws -> [PaymentLinkOrder] {
    try store.paymentLinkOrders.list(linkId: link.id, limit: 50)
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
  func freeSlug(_ sequence: Int64) throws -> String {
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
