/// What a payer of an order is still to send. Pure.
package enum OrderPayment: Sendable, Equatable {
  /// Why nobody can say what is to be paid.
  package enum Doubt: Sendable, Equatable {
    /// The order's amount is missing, zero or no plain decimal number.
    case amount
    /// The API shows what was received, but not as a plain decimal number.
    case received
    /// The API shows only what is confirmed, and more may have arrived.
    case unconfirmed
    /// The end of the time to pay, as the API gave it, cannot be read.
    case end(String)
  }

  /// The order waits for this amount in whole tokens.
  ///
  /// - Parameter isCertain: whether the API shows what has been received. If it shows nothing, this is the whole amount.
  case due(amount: String, isCertain: Bool)
  /// The whole amount has been seen on the chain; only confirmations are missing.
  case received
  /// The payment window has ended, at the time that the API gave. The grace after it is for payments that are under way.
  case late(end: String)
  /// The order has another status than `pending`, or none.
  case closed(status: String?)
  case doubtful(Doubt)

  /// What has arrived is taken off, so that nobody who looks at the order again pays it twice. The time is that of the
  /// poll, by the API's clock.
  package init(_ progress: OrderProgress) {
    let order = progress.order
    guard order.status == "pending" else {
      self = .closed(status: order["status"])
      return
    }
    let payment = Self.amount(progress)
    self = payment == .received ? .received : Self.end(progress) ?? payment
  }

  /// What an order alone shows.
  ///
  /// - Parameter now: seconds since 1970 by the API's clock.
  package init(_ order: APIResource, now: Int) {
    // Most orders that are read have ended, and their amounts need no look.
    guard order.status == "pending" else {
      self = .closed(status: order["status"])
      return
    }
    self.init(OrderProgress(order, now: now))
  }

  private static func amount(_ progress: OrderProgress) -> OrderPayment {
    guard let amount = progress.order["amount"], TokenUnits(amount) != nil else { return .doubtful(.amount) }
    guard progress.isReadable else { return .doubtful(.received) }
    guard let received = progress.received else {
      return progress.confirmed == nil ? .due(amount: amount, isCertain: false) : .doubtful(.unconfirmed)
    }
    if received.isZero { return .due(amount: amount, isCertain: true) }
    guard let missing = progress.missing else { return .doubtful(.amount) }
    return missing.isZero ? .received : .due(amount: missing.text, isCertain: true)
  }

  /// Why the time to pay is over or not known; nil if it is not over.
  private static func end(_ progress: OrderProgress) -> OrderPayment? {
    guard let end = progress.order.payableUntil else { return nil }
    if progress.secondsLeft == 0 { return .late(end: end) }
    guard let seconds = APIResource.epochSeconds(end) else { return .doubtful(.end(end)) }
    return seconds <= progress.now ? .late(end: end) : nil
  }
}

extension APIResource {
  /// The time until which an order may be paid, as the API wrote it. The grace after it is for payments under way.
  package var payableUntil: String? { self["paymentWindowEndsAt"] ?? self["expiresAt"] }
}
