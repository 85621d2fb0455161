import SandboxAPI
import SandboxModel

/// The state of an order that its page shows.
struct OrderPageState: Sendable, Equatable {
  enum Phase: String, Sendable, CaseIterable {
    /// The payment window has not ended.
    case window
    /// The payment window has ended, but a payment on its way still counts.
    case grace
    case completed
    case expired

    var isFinal: Bool { self == .completed || self == .expired }
  }

  let phase: Phase
  let amount: TokenAmount
  /// The amount seen on the chain, confirmed or not.
  let received: TokenAmount
  let confirmed: TokenAmount
  let requiredConfirmations: Int
  /// The time limit that applies now, from start to end; nil once the order is final.
  let interval: Range<Timestamp>?

  var missing: TokenAmount { amount.remaining(after: received) }
  /// What is confirmed beyond the amount.
  var surplus: TokenAmount { confirmed.remaining(after: amount) }
  var unconfirmed: TokenAmount { received.remaining(after: confirmed) }

  init(_ order: Order, _ received: TransferRepository.Received, now: Timestamp) throws(TokenAmount.Problem) {
    phase = Self.phase(of: order, now: now)
    amount = try TokenAmount(order.amountText)
    self.received = received.detected
    confirmed = received.confirmed
    requiredConfirmations = order.requiredConfirmations
    interval =
      switch phase {
      case .window: order.createdAt..<order.windowEndsAt
      case .grace: order.windowEndsAt..<order.graceEndsAt
      case .completed, .expired: nil
      }
  }

  private static func phase(of order: Order, now: Timestamp) -> Phase {
    switch order.status {
    case .pending: now < order.windowEndsAt ? .window : .grace
    case .completed: .completed
    case .expired: .expired
    }
  }

  /// Whole seconds until the end of the interval, rounded up.
  func secondsLeft(now: Timestamp) -> Int64? {
    interval.map { max(0, ($0.upperBound.milliseconds - now.milliseconds + 999) / 1000) }
  }

  var seconds: Int64? {
    interval.map { ($0.upperBound.milliseconds - $0.lowerBound.milliseconds) / 1000 }
  }
}
