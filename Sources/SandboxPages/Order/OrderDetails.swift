import SandboxAPI
import SandboxModel

/// All that the page of an order tells of.
struct OrderDetails {
  /// As callers of the API know it.
  let shownId: String
  let order: Order
  let state: OrderPageState
  /// The oldest first.
  let transfers: [Transfer]
  let now: Timestamp

  /// The amount as the merchant wrote it, for as long as all of it is missing.
  var missingText: String {
    state.received == .zero ? order.amountText : state.missing.description
  }

  /// Of the transfer that has the fewest, since all have to be confirmed; nil if none counts.
  var confirmations: Int? {
    transfers.filter { $0.refusal == nil }.map(\.confirmations).min()
  }

  /// What its wallet code asks for; nil once nothing is to be paid.
  var paymentURI: String? {
    guard !state.phase.isFinal, state.missing > .zero,
      let asset = Asset(currency: order.currency, chainId: order.chainId)
    else { return nil }
    return PaymentURI.make(asset, to: order.address, state.missing)
  }

  /// Where the payer goes from here, if the merchant said so. Pages of the web only: an order may have been stored with
  /// any other text.
  var onward: String? {
    let url = state.phase == .completed ? order.successUrl : state.phase == .expired ? order.cancelUrl : nil
    return url.flatMap { url in
      ["http://", "https://"].contains { url.lowercased().hasPrefix($0) } ? url : nil
    }
  }
}

extension RequestContext {
  /// Of any tenant: who knows the id may see the order. The id may be of either dialect.
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

/// What a wallet reads from the QR code: who is paid, in which token, and how much.
enum PaymentURI {
  /// EIP-681 for evm, Solana Pay for solana. Tron has no standard: its URI takes after BIP 21. The bare address if the
  /// token's contract is not known.
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

  /// Every token of the test networks has 6 decimals, as many as amounts do.
  private static func smallestUnits(_ amount: TokenAmount) -> String {
    String(amount.millionths)
  }
}
