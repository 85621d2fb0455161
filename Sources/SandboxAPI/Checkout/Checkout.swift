import JSON
package import SandboxModel

/// The sale of items of payment links.
package struct Checkout {
  package struct Result {
    /// The link, with the item reserved.
    let link: PaymentLink
    package let linkOrder: PaymentLinkOrder
  }

  let links: PaymentLinkRepository
  let linkOrders: PaymentLinkOrderRepository
  let placement: OrderPlacement
  let dialect: Dialect

  /// Orders one item. The order reserves the item: if no address is free, nothing is reserved.
  ///
  /// Throws `CheckoutRefusal`. Needs a writing transaction, which keeps two payers from buying the last item.
  package func place(_ purchase: Purchase, slug: String, now: Timestamp) throws -> Result {
    let link = try find(slug)
    let sale = try link.sale(of: purchase, now: now)
    let sequence = try linkOrders.nextSequence()
    let id = placement.identifiers.id("plo", sequence)
    let draft = try draft(of: sale, reference: dialect.shown(id), link, purchase)
    guard let order = try placement.place(draft, tenant: link.tenant, now: now) else {
      throw CheckoutRefusal.noAddress(sale.asset.chain.addressProtocol)
    }
    let linkOrder = PaymentLinkOrder(
      sequence: sequence, id: id, linkId: link.id, buyerEmail: purchase.email, order: order)
    try linkOrders.insert(linkOrder)
    return Result(link: try find(slug), linkOrder: linkOrder)
  }

  /// The published link with that slug. Throws `CheckoutRefusal`: `unknownLink`, `notPublished` or `archived`.
  package func publishedLink(slug: String) throws -> PaymentLink {
    let link = try find(slug)
    guard link.status == .published else { throw CheckoutRefusal.notPublished }
    guard !link.isArchived else { throw CheckoutRefusal.archived }
    return link
  }

  /// The link of a preview, whatever its status. Returns nil if the token belongs to another link, or has expired.
  /// - Parameter id: the id in the URL.
  package func previewedLink(_ id: String, token: String, now: Timestamp) throws -> PaymentLink? {
    let id = dialect.stored(id, "pl")
    guard PreviewToken(seed: placement.identifiers.seed).isValid(token, for: id, now: now) else { return nil }
    return try links.find(id: id)
  }

  /// Finds a link. In the published dialect a link has no slug before it is published.
  private func find(_ slug: String) throws -> PaymentLink {
    guard let link = try links.find(slug: slug), dialect == .documented || link.publishedAt != nil else {
      throw CheckoutRefusal.unknownLink
    }
    return link
  }

  private func draft(
    of sale: PaymentLink.Sale, reference: String, _ link: PaymentLink, _ purchase: Purchase
  ) throws -> OrderDraft {
    var metadata: JSONObject = [
      "source": "paymentlink", "paymentLinkId": .string(dialect.shown(link.id)), "paymentLinkSlug": .string(link.slug),
      "title": .string(link.title),
    ]
    metadata.append("description", column: link.description)
    metadata.append("buyerEmail", .string(purchase.email))
    return OrderDraft(
      reference: reference, amountText: sale.amountText, asset: sale.asset, terms: .standard, successUrl: nil,
      cancelUrl: nil, metadata: JSONValue.object(metadata).description)
  }
}
