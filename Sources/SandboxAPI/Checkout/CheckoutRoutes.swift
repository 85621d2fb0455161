import HTTP
import JSON
package import SandboxModel

/// The public checkout in the documented form.
enum CheckoutRoutes {
  static let all = ["/api/payment-links", "/api/v1/checkout"].flatMap { path in
    [Route(.get, "\(path)/:slug", .anonymousRead, get), Route(.post, "\(path)/:slug/orders", .anonymousWrite, order)]
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    do {
      return Reply.success(try context.offer(of: try context.checkout.publishedLink(slug: context.parameters[0])))
    } catch CheckoutRefusal.notPublished {
      throw APIError.gone("This payment link is not available")
    } catch let refusal as CheckoutRefusal {
      throw APIError(refusal)
    }
  }

  @Sendable private static func order(_ context: RequestContext) throws -> HTTPResponse {
    let purchase = try Purchase(try Fields(context.request))
    do {
      let result = try context.checkout.place(purchase, slug: context.parameters[0], now: context.now)
      return Reply.success(try context.view(of: result), status: 201, message: "Order created successfully")
    } catch let refusal as CheckoutRefusal {
      throw APIError(refusal)
    }
  }
}

extension Purchase {
  package init(_ fields: Fields) throws(APIError) {
    try fields.require("email", "currency", "chainId")
    let email = try fields.text("email")
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
      throw .invalid("email", "must be an address such as payer@example.com")
    }
    self.init(
      email: email, currency: try fields.text("currency"), chainId: try fields.text("chainId"),
      amountText: try fields.optionalText("amount"))
  }
}

extension RequestContext {
  /// The link as payers see it.
  func offer(of link: PaymentLink) throws -> JSONObject {
    var view: JSONObject = ["id": .string(link.id), "slug": .string(link.slug), "title": .string(link.title)]
    view.appendIfPresent("description", link.description)
    view.append("amount", .string(link.shownAmount))
    view.append(
      "currencies",
      .array(
        link.options.map { option in
          [
            "currency": .string(option.currency), "chainId": .string(option.chainId),
            "amount": .string(link.price(of: option) ?? link.shownAmount),
          ]
        }))
    view.append("inventoryAvailable", column: link.inventory.available)
    view.appendIfPresent("expiresAt", link.expiresAt)
    return view
  }

  func view(of result: Checkout.Result) throws -> JSONObject {
    [
      "order": .object(try view(of: result.linkOrder.order)), "paymentLink": .object(try offer(of: result.link)),
      "paymentLinkOrder": .object(view(of: result.linkOrder)),
    ]
  }

  func view(of linkOrder: PaymentLinkOrder) -> JSONObject {
    let order = linkOrder.order
    var view: JSONObject = [
      "id": .string(linkOrder.id), "paymentLinkId": .string(linkOrder.linkId), "orderId": .string(order.id),
      "buyerEmail": .string(linkOrder.buyerEmail), "status": .string(order.status.rawValue),
      "currency": .string(order.currency), "chainId": .string(order.chainId), "amount": .string(order.amountText),
      "createdAt": .string(order.createdAt.description),
    ]
    view.appendIfPresent("completedAt", order.completedAt)
    return view
  }
}

extension PaymentLink {
  /// The documented amount; zero says that the payer chooses.
  var shownAmount: String { amountType == .userInput ? "0" : amountText }
}
