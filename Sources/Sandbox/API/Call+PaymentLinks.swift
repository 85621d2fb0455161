import JSON

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
