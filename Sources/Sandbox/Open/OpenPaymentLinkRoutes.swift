import HTTP
import JSON

/// Payment links. A link has no address before it is published, and a new one has neither stock nor expiry.
enum OpenPaymentLinkRoutes {
  static let all = [
    Route(.post, "/api/v1/payment-links", .write, create),
    Route(.get, "/api/v1/payment-links", .read, list),
    Route(.get, "/api/v1/payment-links/:id", .read, get),
    Route(.put, "/api/v1/payment-links/:id", .write, update),
    Route(.post, "/api/v1/payment-links/:id/publish", .write, publish),
    Route(.post, "/api/v1/payment-links/:id/archive", .write, archive),
  ]

  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    let draft = try PaymentLinkDraft(open: try Fields(call.request))
    let sequence = try call.paymentLinks.nextSequence()
    let identifiers = call.settings.identifiers
    let link = draft.link(
      sequence: sequence, id: identifiers.id("pl", sequence), slug: identifiers.slug(sequence),
      tenant: try call.tenantId(), now: call.now)
    try call.paymentLinks.insert(link)
    return OpenReply.success(try call.openRow(of: link), status: 201)
  }

  /// A word that is no status is dropped, and the search is in title and description.
  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    let statuses = query["status"]?.split(separator: ",").map(String.init).filter {
      ["draft", "published"].contains($0)
    }
    filter.require("status", oneOf: statuses?.isEmpty == false ? statuses : nil)
    filter.require("title || char(10) || COALESCE(description, '')", contains: query["search"])
    if query["archived"] == "true" {
      filter.require("is_archived = 1")
    } else if query["includeArchived"] != "true" {
      filter.require("is_archived = 0")
    }
    let page = try query.page { OpenError.plain(400, "Validation error", "\($0) is out of range") }
    let (links, total) = try call.paymentLinks.list(filter, page)
    return OpenReply.list(try links.map(call.openRow), page, total: total)
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    guard let link = try find(call) else { throw OpenError.plain(404, "Not found", "Payment link not found") }
    return OpenReply.success(try call.openRow(of: link))
  }

  /// Here stock and expiry are kept; `null` clears what may be empty.
  @Sendable private static func update(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    return try change(call, "update") { link in
      try call.paymentLinks.update(try link.changed(by: fields))
    }
  }

  @Sendable private static func publish(_ call: Call) throws -> HTTPResponse {
    try change(call, "publish") { try call.paymentLinks.publish($0, at: call.now) }
  }

  @Sendable private static func archive(_ call: Call) throws -> HTTPResponse {
    try change(call, "archive") { try call.paymentLinks.archive($0) }
  }

  /// A link that is not there is a failure of the service, and not a missing resource.
  private static func change(
    _ call: Call, _ verb: String, _ body: (PaymentLink) throws -> Void
  ) throws -> HTTPResponse {
    guard let link = try find(call) else {
      throw OpenError.plain(500, "Failed to \(verb) payment link", "Payment link not found")
    }
    try body(link)
    return OpenReply.success(try call.openRow(of: try find(call) ?? link))
  }

  private static func find(_ call: Call) throws -> PaymentLink? {
    let text = call.parameters[0]
    guard UUIDForm.isWellFormed(text) else {
      throw OpenError.plain(500, "Internal server error", "invalid input syntax for type uuid")
    }
    return try call.paymentLinks.find(id: UUIDForm.id("pl", from: text) ?? text, tenant: try call.tenantId())
  }
}
