import SandboxAPI
import SandboxModel

/// The content of an order's page.
struct OrderDetails {
  /// The id as callers of the API see it.
  let shownId: String
  let order: Order
  let state: OrderPageState
  /// The transfers, oldest first.
  let transfers: [Transfer]
  let now: Timestamp

  /// The missing amount; as the merchant wrote it while nothing has arrived.
  var missingText: String {
    state.received == .zero ? order.amountText : state.missing.description
  }

  /// The confirmations of the transfer that has the fewest, because all must be confirmed; nil if no transfer counts.
  var confirmations: Int? {
    transfers.filter { $0.refusal == nil && $0.droppedAt == nil }.map(\.confirmations).min()
  }

  /// The URI of the QR code; nil once there is nothing to pay.
  var paymentURI: String? {
    guard !state.phase.isFinal, state.missing > .zero,
      let asset = Asset(currency: order.currency, chainId: order.chainId)
    else { return nil }
    return PaymentURI.make(asset, to: order.address, state.missing)
  }

  /// The merchant's page to continue on, if there is one. Only http and https, because older orders may hold any text.
  var onward: String? {
    let url = state.phase == .completed ? order.successUrl : state.phase == .expired ? order.cancelUrl : nil
    return url.flatMap { url in
      ["http://", "https://"].contains { url.lowercased().hasPrefix($0) } ? url : nil
    }
  }
}

extension RequestContext {
  /// Finds an order of any tenant by its id, in the form of either dialect: knowing the id is enough to see it.
  func orderDetails(_ id: String) throws -> OrderDetails {
    guard let order = try store.orders.find(id: UUIDForm.id("ord", from: id) ?? id) else {
      throw APIError.notFound("Order")
    }
    return try orderDetails(order)
  }

  func orderDetails(_ order: Order) throws -> OrderDetails {
    let state = try OrderPageState(order, try store.transfers.received(orderId: order.id), now: now)
    let recent = try store.transfers.list(
      Filter("order_id = ?", .text(order.id)), ListPage(number: 1, limit: ListPage.defaultLimit))
    return OrderDetails(
      shownId: settings.dialect.shown(order.id), order: order, state: state,
      transfers: recent.transfers.reversed(), now: now)
  }
}

/// The payment URI that a wallet reads from the QR code: receiver, token and amount.
enum PaymentURI {
  /// Makes the URI by EIP-681 for EVM chains and by Solana Pay for Solana. Tron has no standard, so its URI resembles
  /// BIP 21. Returns the bare address if the token's contract is unknown.
  static func make(_ asset: Asset, to address: String, _ amount: TokenAmount) -> String {
    guard let contract = asset.chain.contract(of: asset.currency) else { return address }
    switch asset.chain.addressProtocol {
    case .evm:
      guard let number = asset.chain.number else { return address }
      return "ethereum:\(contract)@\(number)/transfer?address=\(address)&uint256=\(smallestUnits(amount))"
    case .tron:
      return "tron:\(address)?amount=\(amount)&token=\(contract)"
    case .solana:
      return "solana:\(address)?amount=\(amount)&spl-token=\(contract)"
    }
  }

  /// The amount in the token's smallest unit. Every token of the test networks has 6 decimals, like amounts.
  private static func smallestUnits(_ amount: TokenAmount) -> String {
    String(amount.millionths)
  }
}
