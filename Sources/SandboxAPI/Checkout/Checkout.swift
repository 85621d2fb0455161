import JSON
package import SandboxModel

/// Sells items of payment links to anybody.
package struct Checkout {
  package struct Receipt {
    /// With the item reserved.
    let link: PaymentLink
    package let linkOrder: PaymentLinkOrder
  }

  let links: PaymentLinkRepository
  let linkOrders: PaymentLinkOrderRepository
  let placement: OrderPlacement
  let dialect: Dialect

  /// Orders one item. It is the order that reserves it: without one, for want of an address, nothing is reserved.
  ///
  /// Throws `CheckoutRefusal`. Needs a writing transaction, which is what keeps two payers from the last item.
  package func place(_ purchase: Purchase, slug: String, now: Timestamp) throws -> Receipt {
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
    return Receipt(link: try find(slug), linkOrder: linkOrder)
  }

  /// The link that payers see under a name. Throws `CheckoutRefusal`: `unknownLink`, `notPublished` or `archived`.
  package func open(_ slug: String) throws -> PaymentLink {
    let link = try find(slug)
    guard link.status == .published else { throw CheckoutRefusal.notPublished }
    guard !link.isArchived else { throw CheckoutRefusal.archived }
    return link
  }

  /// The link that the address of a preview leads to, whatever its status: `id` as the address has it. Nil if the token
  /// is not this link's, or is over.
  package func previewed(_ id: String, token: String, now: Timestamp) throws -> PaymentLink? {
    let id = dialect.stored(id, "pl")
    guard PreviewToken(seed: placement.identifiers.seed).isValid(token, for: id, now: now) else { return nil }
    return try links.find(id: id)
  }

  /// In the dialect `open` a link has no name before it is published.
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
