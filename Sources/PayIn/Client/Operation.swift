package import HTTP

/// An operation of the API: its request and what a repeat of it means. Each exists once.
package final class Operation: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case read
    /// A read that may take longer and comes in pages.
    case list
    /// A repeat makes a second one.
    case create
    /// A repeat changes nothing further.
    case idempotentWrite

    package var isWrite: Bool { self == .create || self == .idempotentWrite }
  }

  /// What the route is relative to.
  package enum Base: Sendable {
    /// `…/api/v1`
    case api
    /// What stands before `/api/v1`.
    case root
  }

  package enum Credential: Sendable {
    case none
    case apiKey
    /// The key and the token of the embedded sandbox, which guards its controls.
    case sandboxToken
  }

  package let name: String
  package let method: HTTPRequest.Method
  /// The path below the base. Parts that begin with a colon are placeholders.
  package let route: String
  package let kind: Kind
  package let base: Base
  package let credential: Credential
  /// Method and route, such as `GET /orders/:orderId`: no id or reference stands in it.
  package let label: String
  let routeParts: [RoutePart]

  init(
    name: String, method: HTTPRequest.Method, route: String, kind: Kind, base: Base = .api,
    credential: Credential = .apiKey
  ) {
    (self.name, self.method, self.route, self.kind) = (name, method, route, kind)
    (self.base, self.credential) = (base, credential)
    label = "\(method.rawValue) \(route)"
    routeParts = route.split(separator: "/").map(RoutePart.init)
  }

  package static func == (left: Operation, right: Operation) -> Bool {
    left === right
  }

  /// A part of a route between two slashes.
  struct RoutePart: Sendable {
    let isPlaceholder: Bool
    /// The name of a placeholder, or the part with the slash before it.
    let text: String

    init(_ part: Substring) {
      isPlaceholder = part.hasPrefix(":")
      text = isPlaceholder ? String(part.dropFirst()) : "/\(part)"
    }
  }
}

extension Operation {
  package static let health = Operation(
    name: "health", method: .get, route: "/health", kind: .read, base: .root, credential: .none)

  package static let createOrder = Operation(name: "createOrder", method: .post, route: "/orders", kind: .create)
  package static let order = Operation(name: "order", method: .get, route: "/orders/:orderId", kind: .read)
  package static let orders = Operation(name: "orders", method: .get, route: "/orders", kind: .list)

  package static let bindDepositAddress = Operation(
    name: "bindDepositAddress", method: .post, route: "/deposits/bind", kind: .idempotentWrite)
  package static let unbindDepositAddress = Operation(
    name: "unbindDepositAddress", method: .post, route: "/deposits/unbind", kind: .idempotentWrite)
  package static let depositReference = Operation(
    name: "depositReference", method: .get, route: "/deposits/references/:depositReference", kind: .read)
  package static let deposits = Operation(name: "deposits", method: .get, route: "/deposits", kind: .list)

  package static let createPaymentLink = Operation(
    name: "createPaymentLink", method: .post, route: "/payment-links", kind: .create)
  package static let publishPaymentLink = Operation(
    name: "publishPaymentLink", method: .post, route: "/payment-links/:id/publish", kind: .idempotentWrite)
  package static let archivePaymentLink = Operation(
    name: "archivePaymentLink", method: .post, route: "/payment-links/:id/archive", kind: .idempotentWrite)

  // These operations are not documented; some versions of the API have them.
  package static let paymentLink = Operation(
    name: "paymentLink", method: .get, route: "/payment-links/:id", kind: .read)
  package static let paymentLinks = Operation(
    name: "paymentLinks", method: .get, route: "/payment-links", kind: .list)

  package static let updatePaymentLink = Operation(
    name: "updatePaymentLink", method: .put, route: "/payment-links/:id", kind: .idempotentWrite)

  // Routes of the published code for data that the documentation has elsewhere.
  package static let depositAddress = Operation(
    name: "depositAddress", method: .get, route: "/deposits/:depositReference", kind: .read)
  package static let depositReferences = Operation(
    name: "depositReferences", method: .get, route: "/deposits/references", kind: .list)
  package static let transfers = Operation(name: "transfers", method: .get, route: "/transfers", kind: .list)
  /// The data of a payer's page, which needs no key.
  package static let orderStatus = Operation(
    name: "orderStatus", method: .get, route: "/api/order-status/:orderId", kind: .read, base: .root,
    credential: .none)

  // Outside the documented API. Servers have the first, the second, both or neither of each pair.
  package static let tokens = Operation(
    name: "tokens", method: .get, route: "/api/tokens", kind: .read, base: .root, credential: .none)
  package static let accountTokens = Operation(name: "accountTokens", method: .get, route: "/tokens", kind: .read)
  package static let chains = Operation(
    name: "chains", method: .get, route: "/api/chains", kind: .read, base: .root, credential: .none)
  package static let accountChains = Operation(name: "accountChains", method: .get, route: "/chains", kind: .read)

  package static let addressPool = Operation(
    name: "addressPool", method: .get, route: "/address-pool/summary", kind: .read)

  package static let simulatePayment = Operation(
    name: "simulatePayment", method: .post, route: "/_sandbox/payments", kind: .create, base: .root,
    credential: .sandboxToken)
  package static let advanceClock = Operation(
    name: "advanceClock", method: .post, route: "/_sandbox/clock", kind: .create, base: .root,
    credential: .sandboxToken)
  package static let clock = Operation(
    name: "clock", method: .get, route: "/_sandbox/clock", kind: .read, base: .root, credential: .sandboxToken)
  package static let injectFault = Operation(
    name: "injectFault", method: .post, route: "/_sandbox/faults", kind: .create, base: .root,
    credential: .sandboxToken)
  package static let removeFaults = Operation(
    name: "removeFaults", method: .delete, route: "/_sandbox/faults", kind: .idempotentWrite, base: .root,
    credential: .sandboxToken)
  package static let drainPool = Operation(
    name: "drainPool", method: .post, route: "/_sandbox/pool/drain", kind: .idempotentWrite, base: .root,
    credential: .sandboxToken)
  package static let refillPool = Operation(
    name: "refillPool", method: .post, route: "/_sandbox/pool/refill", kind: .idempotentWrite, base: .root,
    credential: .sandboxToken)
  package static let resetSandbox = Operation(
    name: "resetSandbox", method: .post, route: "/_sandbox/reset", kind: .idempotentWrite, base: .root,
    credential: .sandboxToken)

  package static let deliverWebhooks = Operation(
    name: "deliverWebhooks", method: .post, route: "/_sandbox/webhooks/deliver", kind: .create, base: .root,
    credential: .sandboxToken)

  package static let reorganise = Operation(
    name: "reorganise", method: .post, route: "/_sandbox/reorganisations", kind: .create, base: .root,
    credential: .sandboxToken)
  package static let playStory = Operation(
    name: "playStory", method: .post, route: "/_sandbox/stories", kind: .create, base: .root,
    credential: .sandboxToken)

  package static let all = [
    health, createOrder, order, orders, bindDepositAddress, unbindDepositAddress, depositReference, deposits,
    createPaymentLink, publishPaymentLink, archivePaymentLink, paymentLink, paymentLinks, updatePaymentLink,
    depositAddress, depositReferences, transfers, orderStatus, tokens, accountTokens,
    chains, accountChains, addressPool, simulatePayment, advanceClock, clock, injectFault, removeFaults, drainPool,
    refillPool, resetSandbox, deliverWebhooks, reorganise, playStory,
    orderStatistics, depositStatistics, updatePaymentLinkCurrencies, unpublishPaymentLink, restorePaymentLink,
    previewPaymentLink, paymentLinkOrders, paymentLinkStatistics, addressPoolAvailability, poolAddresses,
  ]
}

/// Operations that are not documented and that most versions of the API have.
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
  /// Makes an address under which a draft can be seen, so it is no read. A repeat makes another one, which does no harm.
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

  /// Whether a complete PayIn may lack the route.
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
