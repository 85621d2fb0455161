/// What a payer of an order is still to send. Pure.
package enum OrderPayment: Sendable, Equatable {
  /// The order waits for this amount in whole tokens, or for one that is not known.
  case due(amount: String?)
  /// The whole amount has been seen on the chain; only confirmations are missing.
  case received
  /// The payment window has ended, at the time that the API gave. The grace after it is for payments that are under way.
  case late(end: String)
  /// The order has another status than `pending`, or none.
  case closed(status: String?)

  /// What has arrived is taken off, so that nobody who looks at the order again pays it twice.
  ///
  /// - Parameter now: seconds since 1970.
  package init(_ progress: OrderProgress, now: Int) {
    let order = progress.order
    guard order.status == "pending" else {
      self = .closed(status: order["status"])
      return
    }
    if let end = order["paymentWindowEndsAt"] ?? order["expiresAt"] {
      let isOver = APIResource.epochSeconds(end).map { $0 <= now } ?? false
      if isOver || progress.secondsLeft == 0 {
        self = .late(end: end)
        return
      }
    }
    self = progress.missing?.isZero == true ? .received : .due(amount: progress.owed)
  }

  /// What an order alone shows.
  package init(_ order: APIResource, now: Int) {
    // Most orders that are read have ended, and their amounts need no look.
    guard order.status == "pending" else {
      self = .closed(status: order["status"])
      return
    }
    self.init(OrderProgress(order, now: now), now: now)
  }
}

extension OrderProgress {
  /// The amount that is missing, as the API wrote it while nothing has arrived; nil if it is not known.
  fileprivate var owed: String? {
    if let received, !received.isZero { return missing?.text }
    let shown = [status, order].compactMap(\.self).flatMap { [$0["receivedAmount"], $0["confirmedAmount"]] }
    // An amount with more digits than amounts of the API have is not read, and may be anything.
    let hasReceived = shown.contains { $0?.utf8.contains { UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 } == true }
    return hasReceived ? nil : order["amount"]
  }
}
