import JSON

/// The status of an order, deposit or payment link. Compared without regard to case, spaces, `_` and `-`, because versions
/// of the API differ in them; what is shown is always the text that came.
package struct Status: Sendable, Equatable, ExpressibleByStringLiteral {
  private let folded: String

  package init(_ text: String) {
    folded = text.lowercased().filter { !" _-".contains($0) }
  }

  package init(stringLiteral text: String) {
    self.init(text)
  }
}

extension APIResource {
  /// Nil if the API does not show one.
  package var status: Status? { self["status"].map { Status($0) } }
}

extension Status {
  /// What the status of an order says about its end.
  package enum OrderPhase: Sendable, Equatable {
    /// It can still be paid, or its payment is on the way.
    case open
    /// Nothing will happen to it any more.
    case ended
    /// This version does not know the status.
    case unknown
  }

  /// The documented one, and those whose names leave no doubt.
  private static let open: [Status] = ["pending", "processing", "confirming"]

  /// Beside the documented `completed` and `expired` the ends that payment services have in common.
  private static let ends: [Status] = [
    "completed", "expired", "cancelled", "canceled", "refunded", "partially_refunded", "failed", "rejected", "declined",
    "voided", "closed", "reversed", "charged_back",
  ]

  package var orderPhase: OrderPhase {
    if Self.ends.contains(self) { return .ended }
    return Self.open.contains(self) ? .open : .unknown
  }

  /// Whether nobody pays to the address of an order or deposit of this status any more.
  package var isSettled: Bool { orderPhase == .ended || self == "confirmed" }
}

extension APIResource {
  /// The phase of an order; unknown if the API does not show its status.
  package var orderPhase: Status.OrderPhase { status?.orderPhase ?? .unknown }

  /// Whether an order is over and was not paid in full.
  var endedUnpaid: Bool { orderPhase == .ended && status != "completed" }
}
