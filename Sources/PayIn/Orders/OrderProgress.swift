import JSON

/// The state of an order's payment at the time of a poll.
package struct OrderProgress: WatchTarget {
  package let order: APIResource
  let status: APIResource?
  /// The amount that was seen on the chain, confirmed or not; nil if the API does not show it.
  package let received: Amount?
  package let confirmations: Int?
  package let requiredConfirmations: Int?
  /// The seconds until the order ends unpaid, by the API's own clock; nil once it has ended.
  package let secondsLeft: Int?

  /// - Parameters:
  ///   - status: what the payer's page shows, where there is one.
  ///   - now: seconds since 1970 by the API's clock.
  init(_ order: APIResource, status: APIResource? = nil, now: Int) {
    self.order = order
    self.status = status
    let sources = [status, order].compactMap(\.self)
    received =
      sources.lazy.compactMap { $0.amount("receivedAmount") }.first
      ?? sources.lazy.compactMap { $0.amount("confirmedAmount") }.first
    confirmations = status?.fields["confirmations"]?.number?.integer
    requiredConfirmations = status?.fields["requiredConfirmations"]?.number?.integer
    let end = order.epochSeconds("expiresAt")
    secondsLeft = order.status == "pending" ? end.map { max($0 &- now, 0) } : nil
  }

  /// What an order alone shows. Its time left is not known.
  package init(_ order: APIResource) {
    self.init(order, now: .max)
  }

  package var isFinal: Bool { phase == .ended }

  /// The phase that the order's status shows.
  package var phase: Status.OrderPhase { order.orderPhase }

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
