import HTTP
import JSON

/// What payers see of a payment link, and how they order.
enum OpenCheckoutRoutes {
  static let all = ["/api/payment-links", "/api/v1/checkout"].flatMap { path in
    [Route(.get, "\(path)/:slug", .visit, get), Route(.post, "\(path)/:slug/orders", .submit, order)]
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    do {
      return OpenReply.success(call.openOffer(of: try call.checkout.open(call.parameters[0])))
    } catch CheckoutRefusal.unknownLink {
      throw OpenError.plain(404, "Failed to fetch payment link", "Payment Link not found")
    } catch is CheckoutRefusal {
      throw OpenError.plain(410, "Failed to fetch payment link", "Payment Link is not available")
    }
  }

  @Sendable private static func order(_ call: Call) throws -> HTTPResponse {
    let purchase = try Purchase(open: try Fields(call.request))
    do {
      let receipt = try call.checkout.place(purchase, slug: call.parameters[0], now: call.now)
      return OpenReply.success(try call.openReceipt(of: receipt), status: 201)
    } catch let refusal as CheckoutRefusal {
      throw OpenError(refusal)
    }
  }
}

extension Purchase {
  init(open fields: Fields) throws(OpenError) {
    guard fields.missing("email", "currency", "chainId").isEmpty, let email = fields.string("email"),
      let currency = fields.string("currency"), let chainId = fields.string("chainId")
    else { throw .plain(400, "Validation failed", "Required fields: email, currency, chainId") }
    self.init(email: email, currency: currency, chainId: chainId, amountText: fields.digits("amount"))
  }
}

extension OpenError {
  /// The sentence is the phrase, too.
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
