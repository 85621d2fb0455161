import HTTP
import JSON

enum PaymentLinkRoutes {
  static let all = [
    Route(.post, "/api/v1/payment-links", .write, create),
    Route(.post, "/api/v1/payment-links/:id/publish", .write, publish),
    Route(.post, "/api/v1/payment-links/:id/archive", .write, archive),
  ]

  @Sendable private static func create(_ call: Call) throws -> HTTPResponse {
    let draft = try PaymentLinkDraft(try Fields(call.request), now: call.now)
    let sequence = try call.paymentLinks.nextSequence()
    let identifiers = call.settings.identifiers
    let link = draft.link(
      sequence: sequence, id: identifiers.id("pl", sequence), slug: identifiers.slug(sequence),
      tenant: try call.tenantId(), now: call.now)
    try call.paymentLinks.insert(link)
    return Reply.success(try call.view(of: link), status: 201, message: "Payment link created successfully")
  }

  @Sendable private static func publish(_ call: Call) throws -> HTTPResponse {
    let link = try find(call)
    guard !link.isArchived else { throw APIError.conflict("An archived payment link cannot be published") }
    try call.paymentLinks.publish(link, at: call.now)
    return Reply.success(try call.view(of: try find(call)), message: "Payment link published successfully")
  }

  @Sendable private static func archive(_ call: Call) throws -> HTTPResponse {
    try call.paymentLinks.archive(try find(call))
    return Reply.success(try call.view(of: try find(call)), message: "Payment link archived successfully")
  }

  private static func find(_ call: Call) throws -> PaymentLink {
    guard let link = try call.paymentLinks.find(id: call.parameters[0], tenant: try call.tenantId()) else {
      throw APIError.notFound("Payment link")
    }
    return link
  }
}
