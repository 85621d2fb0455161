import HTTP
import JSON

/// What payers see of a payment link, and how they order. Needs no key.
enum CheckoutRoutes {
  static let all = ["/api/payment-links", "/api/v1/checkout"].flatMap { path in
    [Route(.get, "\(path)/:slug", .visit, get), Route(.post, "\(path)/:slug/orders", .submit, order)]
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    do {
      return Reply.success(try call.offer(of: try call.checkout.open(call.parameters[0])))
    } catch CheckoutRefusal.notPublished {
      throw APIError.gone("This payment link is not available")
    } catch let refusal as CheckoutRefusal {
      throw APIError(refusal)
    }
  }

  @Sendable private static func order(_ call: Call) throws -> HTTPResponse {
    let purchase = try Purchase(try Fields(call.request))
    do {
      let receipt = try call.checkout.place(purchase, slug: call.parameters[0], now: call.now)
      return Reply.success(try call.view(of: receipt), status: 201, message: "Order created successfully")
    } catch let refusal as CheckoutRefusal {
      throw APIError(refusal)
    }
  }
}

extension Purchase {
  init(_ fields: Fields) throws(APIError) {
    try fields.require("email", "currency", "chainId")
    email = try fields.text("email")
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
      throw .invalid("email", "must be an address such as payer@example.com")
    }
    currency = try fields.text("currency")
    chainId = try fields.text("chainId")
    amountText = try fields.optionalText("amount")
  }
}
