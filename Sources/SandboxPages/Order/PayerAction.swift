import JSON
import SandboxAPI
import SandboxModel

/// What the buttons below an order's page do: payments of the payer, and events of the network.
enum PayerAction: String, CaseIterable {
  case exact
  /// The missing amount, in the latest block: confirmations are to follow.
  case unconfirmed
  case partial
  case over
  case wrongToken = "wrong_token"
  case wrongChain = "wrong_chain"
  /// A payment after the order has ended, or of an order that is paid already.
  case late
  case nextBlock = "next_block"
  case allBlocks = "all_blocks"
  /// A reorganisation: the network takes the latest transfer back.
  case reorganisation

  enum Group: CaseIterable {
    case payments
    case mistakes
    case network
  }

  var group: Group {
    switch self {
    case .exact, .unconfirmed, .partial, .over: .payments
    case .wrongToken, .wrongChain, .late: .mistakes
    case .nextBlock, .allBlocks, .reorganisation: .network
    }
  }

  /// The kind of the payment; nil for events of the network.
  private var kind: PaymentKind? {
    switch self {
    case .exact, .unconfirmed: .exact
    case .partial: .partial
    case .over: .over
    case .wrongToken: .wrongToken
    case .wrongChain: .wrongChain
    case .late: .late
    case .nextBlock, .allBlocks, .reorganisation: nil
    }
  }
}

extension PayerAction {
  /// The asset and amount of the action for an order; nil if there is none: some chains have only one token, or share
  /// their addresses with no other chain. Once nothing is missing, the amount is by the whole amount.
  func payment(for details: OrderDetails) -> (asset: Asset, amount: TokenAmount)? {
    let (order, state) = (details.order, details.state)
    guard let kind, let own = Asset(currency: order.currency, chainId: order.chainId) else { return nil }
    let amount = kind.amount(missing: details.isPayable ? state.missing : state.amount)
    return amount > .zero ? kind.asset(for: own).map { ($0, amount) } : nil
  }

  /// Whether the button belongs on the page of an order at all.
  func exists(for details: OrderDetails) -> Bool {
    kind == nil || payment(for: details) != nil
  }

  /// Whether the action would change something now.
  func isOffered(for details: OrderDetails) -> Bool {
    switch self {
    case .nextBlock, .allBlocks: !details.state.phase.isFinal && !details.unconfirmed.isEmpty
    case .reorganisation: !details.state.phase.isFinal && details.transfers.contains { $0.droppedAt == nil }
    case .late where details.state.phase.isFinal: exists(for: details)
    default: details.isPayable && exists(for: details)
    }
  }
}

extension OrderDetails {
  /// The transfers that count and wait for confirmations.
  var unconfirmed: [Transfer] { counted.filter { $0.confirmedAt == nil } }
}

extension RequestContext {
  /// Does what a button says, as the sandbox's controls do. Does nothing if it is not offered any more.
  func perform(_ action: PayerAction, _ details: OrderDetails) throws {
    guard action.isOffered(for: details) else { return }
    let (order, required) = (details.order, details.state.requiredConfirmations)
    switch action {
    case .nextBlock: _ = try BlockProduction(context: self, for: .order(id: order.id)).run()
    case .allBlocks: _ = try BlockProduction(context: self, for: .order(id: order.id), count: required).run()
    case .reorganisation: _ = try Reorganisation(context: self, of: .order(id: order.id)).run()
    case .unconfirmed:
      try pay(action, details, .init(name: "confirmations", value: .number(JSONNumber(min(1, required - 1)))))
    case .late: try pay(action, details, .init(name: "kind", value: "late"))
    default: try pay(action, details)
    }
  }

  private func pay(_ action: PayerAction, _ details: OrderDetails, _ option: JSONObject.Member? = nil) throws {
    guard let (asset, amount) = action.payment(for: details) else { return }
    var body: JSONObject = [
      "orderId": .string(details.order.id), "amount": .string(amount.description),
      "currency": .string(asset.currency), "chainId": .string(asset.chain.id),
    ]
    if let option { body.append(option.name, option.value) }
    let request = try request.posting(body)
    _ = try PaymentSimulation(context: with(request), fields: try Fields(request)).run()
  }
}
