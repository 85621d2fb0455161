/// What a merchant asked for, checked.
struct OrderDraft {
  static let defaultWindowMinutes = 10
  static let defaultGraceMinutes = 5

  let reference: String
  let amountText: String
  let asset: Asset
  let terms: PaymentTerms
  let successUrl: String?
  let cancelUrl: String?
  let metadata: String?

  func order(sequence: Int64, id: String, tenant: String, address: String, now: Timestamp) -> Order {
    let windowEndsAt = now.adding(minutes: terms.windowMinutes)
    return Order(
      sequence: sequence, id: id, tenant: tenant, reference: reference, amountText: amountText,
      currency: asset.currency, chainId: asset.chain.id, address: address, status: .pending, terms: terms,
      createdAt: now, windowEndsAt: windowEndsAt, graceEndsAt: windowEndsAt.adding(minutes: terms.graceMinutes),
      successUrl: successUrl, cancelUrl: cancelUrl, metadata: metadata, transactionHash: nil, endedAt: nil)
  }
}

extension OrderDraft {
  init(_ fields: Fields) throws(APIError) {
    try fields.require("orderReference", "amount", "currency", "chainId")
    reference = try fields.text("orderReference")
    amountText = try fields.positiveAmount("amount").text
    asset = try fields.asset()
    terms = try Self.terms(fields)
    successUrl = try fields.optionalURL("successUrl")
    cancelUrl = try fields.optionalURL("cancelUrl")
    metadata = try fields.optionalObjectText("metadata")
  }

  private static func terms(_ fields: Fields) throws(APIError) -> PaymentTerms {
    let window = try fields.optionalInteger("paymentWindowMinutes") ?? defaultWindowMinutes
    let grace = try fields.optionalInteger("graceMinutes") ?? defaultGraceMinutes
    guard let terms = PaymentTerms(windowMinutes: window, graceMinutes: grace) else {
      throw .validation(
        """
        paymentWindowMinutes must be from \(PaymentTerms.windowRange.lowerBound) to \
        \(PaymentTerms.windowRange.upperBound), graceMinutes from \(PaymentTerms.graceRange.lowerBound) to \
        \(PaymentTerms.graceRange.upperBound), and their sum at most \(PaymentTerms.longest)
        """)
    }
    return terms
  }
}

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
