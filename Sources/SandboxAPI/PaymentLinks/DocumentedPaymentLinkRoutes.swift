import HTTP
import JSON
import SandboxModel

/// A merchant's payment links in the documented form.
enum DocumentedPaymentLinkRoutes: PaymentLinkRoutes {
  @Sendable static func create(_ context: RequestContext) throws -> HTTPResponse {
    let link = try context.insert(try PaymentLinkDraft(try Fields(context.request), now: context.now))
    return Reply.success(try context.view(of: link), status: 201, message: "Payment link created successfully")
  }

  @Sendable static func list(_ context: RequestContext) throws -> HTTPResponse {
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

  @Sendable static func stats(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var search = PaymentLinkSearch(tenant: try context.tenantId(), archived: .included)
    search.statuses = try query.choice("status", PaymentLinkLifecycle.Status.self).map { [$0] }
    let range = DateRange(after: try query.time("createdAfter"), before: try query.time("createdBefore"))
    let statistics = try context.store.paymentLinks.statistics(search, range)
    return Reply.success(statistics.view { .string($0.description) })
  }

  @Sendable static func update(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, .update) { try $0.change(by: fields, now: context.now) }
  }

  @Sendable static func updateCurrencies(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    return try change(context, .updateCurrencies) { link in
      try fields.require("currencies")
      link.options = try fields.paymentOptions()
    }
  }

  @Sendable static func publish(_ context: RequestContext) throws -> HTTPResponse {
    let slug = try Fields(context.request).slug()
    return try change(context, .publish) { link in
      guard !link.isArchived else { throw APIError.conflict("An archived payment link cannot be published") }
      try link.lifecycle.publish(at: context.now, as: slug, isTaken: context.isTaken)
    }
  }

  @Sendable static func orders(_ context: RequestContext) throws -> HTTPResponse {
    let orders = try context.orders(of: try found(context, for: nil))
    return Reply.success(["orders": .array(orders.map { .object(context.view(of: $0)) })])
  }

  static func found(_ context: RequestContext, for change: PaymentLinkChange?) throws -> PaymentLink {
    guard let link = try context.store.paymentLinks.find(id: context.parameters[0], tenant: try context.tenantId())
    else {
      throw APIError.notFound("Payment link")
    }
    return link
  }

  static func reply(
    _ link: PaymentLink, after change: PaymentLinkChange?, _ context: RequestContext
  ) throws -> HTTPResponse {
    let view = try context.view(of: link)
    guard let change else { return Reply.success(view) }
    return Reply.success(view, message: "Payment link \(change.documentedName) successfully")
  }

  static func reply(preview: JSONObject) -> HTTPResponse {
    Reply.success(preview)
  }
}

extension PaymentLinkChange {
  fileprivate var documentedName: String {
    switch self {
    case .update: "updated"
    case .updateCurrencies: "currencies updated"
    case .publish: "published"
    case .unpublish: "unpublished"
    case .archive: "archived"
    case .restore: "restored"
    }
  }
}
