/// Whether an order got the times that were asked for: a version of the API ignores both. Pure.
struct PaymentWindow: Sendable {
  private static let defaultWindow = 10
  private static let defaultGrace = 5
  /// In seconds, for what passes on the way and for clocks that differ.
  private static let tolerance = 60

  /// In minutes; the documented defaults stand for what was not given.
  private let window: Int
  private let grace: Int
  private let isAsked: Bool

  init(_ order: NewOrder) {
    window = order.paymentWindowMinutes ?? Self.defaultWindow
    grace = order.graceMinutes ?? Self.defaultGrace
    isAsked = order.paymentWindowMinutes != nil || order.graceMinutes != nil
  }

  /// Nil if the record does not tell, or if nothing was asked for.
  ///
  /// - Parameter start: in seconds since 1970, where the record does not say when the order was made.
  func isHonoured(by record: Record, otherwiseFrom start: Int?) -> Bool? {
    guard isAsked, let start = time("createdAt", record) ?? start, let expires = time("expiresAt", record) else {
      return nil
    }
    if let end = time("paymentWindowEndsAt", record) {
      return isAbout(end - start, window) && isAbout(expires - start, window + grace)
    }
    // Whether `expiresAt` is the end of the window or of the grace after it is not documented, so either will do.
    return isAbout(expires - start, window) || isAbout(expires - start, window + grace)
  }

  private func time(_ name: String, _ record: Record) -> Int? {
    record[name].flatMap(Timestamp.init)?.seconds
  }

  private func isAbout(_ seconds: Int, _ minutes: Int) -> Bool {
    abs(seconds - minutes * 60) <= Self.tolerance
  }
}
