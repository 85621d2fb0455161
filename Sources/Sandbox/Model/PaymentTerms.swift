/// How long an order can be paid, in minutes.
package struct PaymentTerms: Sendable, Equatable {
  package static let windowRange = 1...60
  package static let graceRange = 0...30
  package static let longest = 60
  /// Of an order that asks for no others.
  package static let standard = PaymentTerms(
    window: OrderDraft.defaultWindowMinutes, grace: OrderDraft.defaultGraceMinutes)

  package let windowMinutes: Int
  /// After the window: the order is no longer shown for payment, but a payment on its way still counts.
  package let graceMinutes: Int

  /// Nil if a number is out of its range, or the sum longer than allowed.
  package init?(windowMinutes: Int, graceMinutes: Int) {
    guard Self.windowRange.contains(windowMinutes), Self.graceRange.contains(graceMinutes),
      windowMinutes + graceMinutes <= Self.longest
    else { return nil }
    self.init(window: windowMinutes, grace: graceMinutes)
  }

  private init(window: Int, grace: Int) {
    windowMinutes = window
    graceMinutes = grace
  }
}
