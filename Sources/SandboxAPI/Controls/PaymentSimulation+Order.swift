import SandboxModel

extension PaymentSimulation {
  /// Pays an order. A late payment first moves the sandbox's clock to the end of the order.
  package func payOrder(_ id: String) throws -> Outcome {
    let (order, kind) = (try find(id), try fields.optionalChoice("kind", PaymentKind.self) ?? .exact)
    guard kind == .late, order.status == .pending else { return try pay(order, kind) }
    try context.moveClock(to: order.graceEndsAt)
    // Many others may be due before this one.
    let moved = try find(id)
    if moved.status == .pending { try context.store.settlement.settle(moved, now: order.graceEndsAt) }
    let later = PaymentSimulation(context: context.at(order.graceEndsAt), fields: fields)
    var outcome = try later.pay(try find(id), kind)
    outcome.clockMovedTo = order.graceEndsAt
    return outcome
  }

  private func find(_ id: String) throws -> Order {
    guard let order = try context.store.orders.find(id: id), context.tenant.map({ $0.id == order.tenant }) ?? true
    else {
      throw APIError.notFound("Order")
    }
    return order
  }

  private func pay(_ order: Order, _ kind: PaymentKind) throws -> Outcome {
    guard let own = Asset(currency: order.currency, chainId: order.chainId) else { throw APIError.notFound("Order") }
    let target = Target(
      purpose: .order(id: order.id), tenant: order.tenant, address: order.address,
      addressProtocol: own.chain.addressProtocol)
    let asset = try asset(kind, own)
    let amount = try amount(kind, order)
    return try record(amount, asset, to: target, refusal: Transfer.Refusal(of: asset, for: order))
  }

  private func asset(_ kind: PaymentKind, _ own: Asset) throws(APIError) -> Asset {
    guard let usual = kind.asset(for: own) else { throw .impossible(kind, own) }
    let asset = try fields.asset(default: usual)
    guard kind.allows(asset, for: own) else { throw .validation("\(kind.rawValue) needs \(kind.requirement)") }
    return asset
  }

  private func amount(_ kind: PaymentKind, _ order: Order) throws -> TokenAmount {
    let received = try context.store.transfers.received(orderId: order.id)
    let missing = try TokenAmount(order.amountText).remaining(after: received.detected)
    guard fields["amount"] != nil else {
      let amount = kind.amount(missing: missing)
      guard amount > .zero else { throw APIError.nothingMissing }
      return amount
    }
    let amount = try fields.positiveAmount("amount").amount
    guard kind.allows(amount, missing: missing) else {
      throw APIError.validation("\(kind.rawValue) needs \(kind.requirement): \(missing) is missing")
    }
    return amount
  }
}

extension APIError {
  fileprivate static let nothingMissing = validation(
    "Nothing is missing: give an amount", chinese: "已无欠款：请指定金额")

  fileprivate static func impossible(_ kind: PaymentKind, _ own: Asset) -> APIError {
    kind == .wrongToken
      ? validation("\(own.chain.id) has no other token than \(own.currency): try wrong_chain")
      : validation("No other chain has addresses like \(own.chain.id): try wrong_token")
  }
}

extension PaymentKind {
  fileprivate var requirement: String {
    switch self {
    case .exact, .late: "an amount"
    case .partial: "less than what is missing"
    case .over: "more than what is missing"
    case .wrongToken: "another token on the order's chain"
    case .wrongChain: "another chain than the order's"
    }
  }
}
