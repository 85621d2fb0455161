import SandboxAPI
import SandboxModel

/// The state of an order in words: what its status is, and what has arrived.
struct OrderStatusWords {
  let received: TokenAmount
  let missing: TokenAmount
  let mark: StatusMark
  let phrase: Phrase
  /// Whether a payment would still count.
  let isPayable: Bool

  init(_ order: Order, _ view: DashboardContext) throws {
    let received = try view.store.transfers.received(orderId: order.id)
    self.received = received.detected
    missing = try TokenAmount(order.amountText).remaining(after: received.detected)
    isPayable = order.status == .pending && missing > .zero
    (mark, phrase) = Self.words(order, received.detected, missing, now: view.now)
  }

  private static func words(
    _ order: Order, _ received: TokenAmount, _ missing: TokenAmount, now: Timestamp
  ) -> (StatusMark, Phrase) {
    switch order.status {
    case .completed: (.good, .statusCompleted)
    case .expired: (.bad, .statusExpired)
    case .pending where missing == .zero: (.waiting, .statusConfirming)
    case .pending where received > .zero: (.waiting, .statusPartlyPaid)
    case .pending: now < order.windowEndsAt ? (.waiting, .statusWindow) : (.waiting, .statusGrace)
    }
  }

  func badge(_ view: DashboardContext) -> HTML { view.badge(mark, phrase) }
}
