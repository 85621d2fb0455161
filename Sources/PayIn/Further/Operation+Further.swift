import HTTP

/// What is not documented and most versions of the API have.
extension Operation {
  package static let orderStatistics = Operation(
    name: "orderStatistics", method: .get, route: "/orders/stats", kind: .read)
  package static let depositStatistics = Operation(
    name: "depositStatistics", method: .get, route: "/deposits/stats", kind: .read)

  package static let updatePaymentLinkCurrencies = Operation(
    name: "updatePaymentLinkCurrencies", method: .put, route: "/payment-links/:id/currencies", kind: .idempotentWrite)
  package static let unpublishPaymentLink = Operation(
    name: "unpublishPaymentLink", method: .post, route: "/payment-links/:id/unpublish", kind: .idempotentWrite)
  package static let restorePaymentLink = Operation(
    name: "restorePaymentLink", method: .post, route: "/payment-links/:id/restore", kind: .idempotentWrite)
  /// Makes an address under which a draft can be seen, so it is no read; a repeat makes another that does no harm.
  package static let previewPaymentLink = Operation(
    name: "previewPaymentLink", method: .post, route: "/payment-links/:id/preview-url", kind: .idempotentWrite)
  package static let paymentLinkOrders = Operation(
    name: "paymentLinkOrders", method: .get, route: "/payment-links/:id/orders", kind: .list)
  package static let paymentLinkStatistics = Operation(
    name: "paymentLinkStatistics", method: .get, route: "/payment-links/stats", kind: .read)

  package static let addressPoolAvailability = Operation(
    name: "addressPoolAvailability", method: .get, route: "/address-pool/availability", kind: .read)
  package static let poolAddresses = Operation(
    name: "poolAddresses", method: .get, route: "/address-pool/addresses", kind: .list)

  /// Whether a PayIn may lack the route and be a whole one.
  package var isOptional: Bool {
    switch self {
    case .orderStatistics, .depositStatistics, .depositReferences, .transfers, .addressPool, .addressPoolAvailability,
      .poolAddresses, .paymentLink, .paymentLinks, .updatePaymentLink, .updatePaymentLinkCurrencies,
      .unpublishPaymentLink, .restorePaymentLink, .previewPaymentLink, .paymentLinkOrders, .paymentLinkStatistics:
      true
    default: false
    }
  }

  /// Whether it is about the link that its route names.
  var isOfOneLink: Bool { route.hasPrefix("/payment-links/:id") }
}
