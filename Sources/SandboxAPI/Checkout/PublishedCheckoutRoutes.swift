import HTTP
import JSON
import SandboxModel

/// The public checkout in the published form.
enum PublishedCheckoutRoutes {
  static let all = ["/api/payment-links", "/api/v1/checkout"].flatMap { path in
    [Route(.get, "\(path)/:slug", .anonymousRead, get), Route(.post, "\(path)/:slug/orders", .anonymousWrite, order)]
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    do {
      return PublishedReply.success(
        context.publishedOffer(of: try context.checkout.publishedLink(slug: context.parameters[0])))
    } catch CheckoutRefusal.unknownLink {
      throw PublishedError.plain(404, "Failed to fetch payment link", "Payment Link not found")
    } catch is CheckoutRefusal {
      throw PublishedError.plain(410, "Failed to fetch payment link", "Payment Link is not available")
    }
  }

  @Sendable private static func order(_ context: RequestContext) throws -> HTTPResponse {
    let purchase = try Purchase(published: try Fields(context.request))
    do {
      let result = try context.checkout.place(purchase, slug: context.parameters[0], now: context.now)
      return PublishedReply.success(try context.publishedCreation(of: result), status: 201)
    } catch let refusal as CheckoutRefusal {
      throw PublishedError(refusal)
    }
  }
}

extension Purchase {
  package init(published fields: Fields) throws(PublishedError) {
    guard fields.missing("email", "currency", "chainId").isEmpty, let email = fields.string("email"),
      let currency = fields.string("currency"), let chainId = fields.string("chainId")
    else { throw .plain(400, "Validation failed", "Required fields: email, currency, chainId") }
    self.init(email: email, currency: currency, chainId: chainId, amountText: fields.digits("amount"))
  }
}

extension PublishedError {
  /// A refused purchase. The error phrase and the message are the same.
  fileprivate init(_ refusal: CheckoutRefusal) {
    let (status, message) =
      switch refusal {
      case .unknownLink: (404, "Payment Link not found")
      case .notPublished: (409, "Payment Link is not available for payment")
      case .archived: (410, "Payment Link is archived")
      case .expired: (410, "Payment Link has expired")
      case .currencyNotTaken: (400, "Selected currency is not available for this Payment Link")
      case .chainNotTaken: (400, "Selected chain is not available for this currency")
      case .soldOut: (409, "Payment Link is sold out")
      case .amountMissing: (400, "Custom amount is required for this Payment Link")
      case .amountInvalid: (400, "Invalid custom amount. Enter a number greater than 0.")
      case .noAddress(let family): (409, "No available addresses in pool for protocol: \(family.rawValue)")
      }
    self = .plain(status, message, message)
  }
}

extension RequestContext {
  /// The link as payers see it.
  func publishedOffer(of link: PaymentLink) -> JSONObject {
    var view: JSONObject = [
      "id": .string(UUIDForm.of(link.id)), "slug": .string(link.slug), "title": .string(link.title),
    ]
    view.append("description", column: link.description)
    view.append("amount", .string(link.amountText))
    view.append("currencies", .array(Self.publishedPrices(of: link)))
    view.append("expiresAt", column: link.expiresAt)
    view.append("availableInventory", column: link.inventory.available)
    return view
  }

  func publishedCreation(of result: Checkout.Result) throws -> JSONObject {
    let link = result.link
    var offer: JSONObject = ["slug": .string(link.slug), "title": .string(link.title)]
    offer.append("description", column: link.description)
    offer.append("amount", .string(link.amountText))
    offer.append("currencies", .array(Self.publishedPrices(of: link)))
    offer.append("metadata", try link.metadata.map { try JSONParser.parse($0) } ?? [:])
    return [
      "order": .object(publishedCreation(of: result.linkOrder.order)), "paymentLink": .object(offer),
      "paymentLinkOrder": .object(try publishedRow(of: result.linkOrder)),
    ]
  }

  func publishedRow(of linkOrder: PaymentLinkOrder) throws -> JSONObject {
    let order = linkOrder.order
    var row: JSONObject = [
      "id": .string(UUIDForm.of(linkOrder.id)), "paymentlink_id": .string(UUIDForm.of(linkOrder.linkId)),
      "organization_id": .string(publishedOrganization(order.tenant)), "order_id": .string(UUIDForm.of(order.id)),
      "buyer_email": .string(linkOrder.buyerEmail), "status": .string(order.status.rawValue),
      "selected_chain": .string(order.chainId), "selected_currency": .string(order.currency),
      "amount": .string(order.amountText),
    ]
    row.append("metadata", try order.metadata.map { try JSONParser.parse($0) } ?? .null)
    row.append("created_at", column: order.createdAt)
    row.append("updated_at", column: order.endedAt ?? order.createdAt)
    row.append("completed_at", column: order.completedAt)
    return row
  }

  private static func publishedPrices(of link: PaymentLink) -> [JSONValue] {
    link.publishedCurrencies.map { currency in
      [
        "currency": .string(currency.name), "amount": .string(currency.amountText ?? link.amountText),
        "chains": .array(currency.chainIds.map(JSONValue.string)), "is_primary": .bool(currency.isPrimary),
      ]
    }
  }
}
