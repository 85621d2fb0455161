import SandboxAPI
import SandboxModel

/// The content of an order's page.
struct OrderDetails {
  /// The id as callers of the API see it.
  let shownId: String
  let order: Order
  let state: OrderPageState
  /// All transfers, oldest first.
  let transfers: [Transfer]
  let now: Timestamp
  /// The merchant's name by the sandbox's settings; nil if none is set.
  var merchant: String?
  /// The payment link that the order was made with; nil for other orders.
  var link: PaymentLink?

  /// An amount of the order's token. The order's own amount is shown as the merchant wrote it.
  func shown(_ amount: TokenAmount) -> String {
    amount == state.amount ? order.amountText : amount.description
  }

  /// An amount with the order's token, such as `10.50 USDC`.
  func withToken(_ amount: TokenAmount) -> String { "\(shown(amount)) \(order.currency)" }

  /// The transfers that count, confirmed or not.
  var counted: [Transfer] { transfers.filter(\.counts) }

  /// The transfers that pay the order: once it is paid, only those that were confirmed by then.
  var paying: [Transfer] { state.phase == .completed ? counted.filter { $0.confirmedAt != nil } : counted }

  /// The confirmations of the paying transfer that has the fewest, because all must be confirmed; nil if there is none.
  var confirmations: Int? { paying.map(\.confirmations).min() }

  /// The hashes of the transactions that pay the order, each once, oldest first.
  var hashes: [String] {
    let hashes = paying.map(\.transactionHash)
    return hashes.enumerated().filter { hashes.firstIndex(of: $1) == $0 }.map(\.element)
  }

  /// Whether there is something to pay.
  var isPayable: Bool { !state.phase.isFinal && state.missing > .zero }

  /// The URI of the second QR code; nil if there is nothing to pay, or no URI for it.
  var paymentURI: String? {
    guard isPayable, let asset = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    return PaymentURI.make(asset, to: order.address, state.missing)
  }

  /// The merchant's page to continue on, if there is one. Only http and https, because older orders may hold any text.
  var returnURL: String? {
    let url = state.phase == .completed ? order.successUrl : state.phase == .expired ? order.cancelUrl : nil
    return url.flatMap { url in
      ["http://", "https://"].contains { url.lowercased().hasPrefix($0) } ? url : nil
    }
  }
}

extension OrderDetails {
  /// The transfer that something happened to last: it was seen, or taken back.
  var lastChanged: Transfer? {
    transfers.max { ($0.changedAt, $0.sequence) < ($1.changedAt, $1.sequence) }
  }
}

extension Transfer {
  fileprivate var changedAt: Timestamp { droppedAt ?? detectedAt }

  /// Whether the transfer counts for its order.
  var counts: Bool { refusal == nil && droppedAt == nil }
}

extension RequestContext {
  /// Finds an order of any tenant by its id, in the form of either dialect: knowing the id is enough to see it.
  func order(id: String) throws -> Order {
    guard let order = try store.orders.find(id: UUIDForm.id("ord", from: id) ?? id) else {
      throw APIError.notFound("Order")
    }
    return order
  }

  func orderDetails(_ id: String) throws -> OrderDetails {
    try orderDetails(order(id: id))
  }

  func orderDetails(_ order: Order) throws -> OrderDetails {
    let state = try OrderPageState(order, try store.transfers.received(orderId: order.id), now: now)
    let all = try store.transfers.list(Filter("order_id = ?", .text(order.id)), ListPage(number: 1, limit: .max))
    return OrderDetails(
      shownId: settings.dialect.shown(order.id), order: order, state: state,
      transfers: all.transfers.reversed(), now: now, merchant: settings.merchant,
      link: try store.paymentLinkOrders.linkId(orderId: order.id).flatMap { try store.paymentLinks.find(id: $0) })
  }
}
