import Formats
import JSON

/// The status of an order, deposit or payment link. Compared without regard to case, spaces, `_` and `-`, because versions
/// of the API differ in them; what is shown is always the text that came.
package struct Status: Sendable, Equatable, ExpressibleByStringLiteral {
  private let folded: String

  package init(_ text: String) {
    // Nearly all statuses are written as they are compared.
    let isFolded = text.hasOnlyBytes { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    folded = isFolded ? text : text.lowercased().filter { !" _-".contains($0) }
  }

  package init(stringLiteral text: String) {
    self.init(text)
  }
}

extension APIResource {
  /// The status, or nil if the API does not show one.
  package var status: Status? { self["status"].map { Status($0) } }
}

extension Status {
  /// The phase of an order by its status.
  package enum OrderPhase: Sendable, Equatable {
    /// The order can still be paid, or its payment is on the way.
    case open
    /// The order cannot change any more.
    case ended
    /// This version does not know the status.
    case unknown
  }

  /// The documented status of an open order, and others with a clear name.
  private static let open: [Status] = ["pending", "processing", "confirming"]

  /// The documented `completed` and `expired`, and the final statuses that payment services have in common.
  private static let ends: [Status] = [
    "completed", "expired", "cancelled", "canceled", "refunded", "partially_refunded", "failed", "rejected", "declined",
    "voided", "closed", "reversed", "charged_back",
  ]

  package var orderPhase: OrderPhase {
    if Self.ends.contains(self) { return .ended }
    return Self.open.contains(self) ? .open : .unknown
  }

  /// Whether an order or deposit of this status needs no further payment.
  package var isSettled: Bool { orderPhase == .ended || self == "confirmed" }
}

extension APIResource {
  /// The phase of an order; unknown if the API does not show its status.
  package var orderPhase: Status.OrderPhase { status?.orderPhase ?? .unknown }

  /// Whether an order has ended and was not paid in full.
  var endedUnpaid: Bool { orderPhase == .ended && status != "completed" }
}
