import JSON

/// The state of an order's payment at the time of a poll.
package struct OrderProgress: WatchTarget {
  package let order: APIResource
  let status: APIResource?
  /// The amount that was seen on the chain, confirmed or not; nil if the API does not show it. What is confirmed was
  /// seen, so it is known too once all of the order is confirmed or the order has ended.
  package let received: Amount?
  /// The amount that was confirmed; nil if the API does not show it. More may have been seen.
  package let confirmed: Amount?
  /// Whether every amount that the API shows of the payment can be read.
  let isReadable: Bool
  package let confirmations: Int?
  package let requiredConfirmations: Int?
  /// The seconds until the order ends unpaid, by the API's own clock; nil once it has ended.
  package let secondsLeft: Int?
  /// The time of the poll by the API's clock, in seconds since 1970.
  let now: Int

  /// - Parameters:
  ///   - status: what the payer's page shows, where there is one.
  ///   - now: seconds since 1970 by the API's clock.
  package init(_ order: APIResource, status: APIResource? = nil, now: Int) {
    self.order = order
    self.status = status
    let sources = [status, order].compactMap(\.self)
    let shown = ["receivedAmount", "confirmedAmount"].map { name in sources.compactMap { $0[name] } }
    let amounts = shown.map { texts in texts.compactMap { Amount(shown: $0) } }
    isReadable = shown.map(\.count) == amounts.map(\.count)
    let (seen, confirmed) = (amounts[0].first, amounts[1].first)
    self.confirmed = confirmed
    received = seen.map { max($0, confirmed ?? $0) } ?? (confirmed.flatMap { order.isDone(with: $0) ? $0 : nil })
    confirmations = status?.fields["confirmations"]?.number?.integer
    requiredConfirmations = status?.fields["requiredConfirmations"]?.number?.integer
    let end = order.epochSeconds("expiresAt")
    secondsLeft = order.status == "pending" ? end.map { max($0 &- now, 0) } : nil
    self.now = now
  }

  /// What an order alone shows. Its time left is not known.
  package init(_ order: APIResource) {
    self.init(order, now: .max)
  }

  package var isFinal: Bool { phase == .ended }

  /// The phase that the order's status shows.
  package var phase: Status.OrderPhase { order.orderPhase }

  /// The seconds until nobody may be asked to pay any more. The grace after the payment window is not among them: it is
  /// for payments that are under way. Nil if the order has ended or the API shows no such time.
  package var secondsToPay: Int? {
    secondsLeft.map { left in order.epochSeconds("paymentWindowEndsAt").map { min(max($0 &- now, 0), left) } ?? left }
  }

  package var missing: Amount? {
    guard let received, let amount = order.amount("amount") else { return nil }
    return amount.minus(received) ?? .nothing
  }

  /// The amount above the order's own, or nil if there is none.
  package var surplus: Amount? {
    guard let received, let amount = order.amount("amount") else { return nil }
    return received.minus(amount).flatMap { $0.isZero ? nil : $0 }
  }

  package var cursor: String {
    var digest = StateDigest()
    for field in ["status", "txHash", "receivedAmount", "confirmedAmount"] { digest.add(order[field]) }
    digest.add(received?.text)
    digest.add(confirmations.map(String.init))
    return digest.text
  }
}

extension APIResource {
  /// Whether what may arrive beside this confirmed amount does not matter: all is there, or the order has ended.
  fileprivate func isDone(with confirmed: Amount) -> Bool {
    orderPhase == .ended || amount("amount").map { $0 <= confirmed } == true
  }
}
