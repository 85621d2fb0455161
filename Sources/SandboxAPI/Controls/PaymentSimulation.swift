import SandboxModel

/// A payment that somebody is told to have made: `{orderId | depositReference, kind?, amount?, currency?, chainId?,
/// txHash?, eventIndex?, confirmations? | confirmed?}`.
package struct PaymentSimulation {
  package struct Outcome {
    let transfer: Transfer
    /// Why it counts for nothing, if it does.
    let refusal: Transfer.Refusal?
    let isNew: Bool
    /// Nil if the sandbox's clock was left alone.
    var clockMovedTo: Timestamp?
  }

  /// Where the tokens go.
  struct Target {
    let purpose: Transfer.Purpose
    let tenant: String
    let address: String
    let addressProtocol: AddressProtocol
  }

  package let context: RequestContext
  package let fields: Fields

  package init(
    context: RequestContext, fields: Fields
  ) {
    self.context = context
    self.fields = fields
  }

  package func run() throws -> Outcome {
    if let repeated = try repetition() { return repeated }
    switch (try fields.optionalText("orderId"), try fields.optionalText("depositReference")) {
    case (let id?, nil): return try payOrder(context.settings.dialect.stored(id, "ord"))
    case (nil, let reference?): return try deposit(reference)
    default: throw APIError.validation("Give either orderId or depositReference")
    }
  }

  /// A transfer is one, however often it is reported; what a repeat can add is confirmations.
  private func repetition() throws -> Outcome? {
    guard let hash = try fields.optionalText("txHash"),
      let transfer = try context.store.transfers.find(transactionHash: hash, eventIndex: try fields.eventIndex())
    else { return nil }
    let unchanged = Outcome(transfer: transfer, refusal: transfer.refusal, isNew: false)
    guard transfer.confirmedAt == nil, transfer.refusal == nil, let asset = transfer.asset else { return unchanged }
    let confirmations = try fields.confirmations(on: asset.chain)
    guard confirmations > transfer.confirmations else { return unchanged }
    // The service stops watching the chain for an order that has ended.
    if let refusal = try refusal(of: transfer, asset) {
      return Outcome(transfer: transfer, refusal: refusal, isNew: false)
    }
    let isConfirmed = confirmations == asset.chain.requiredConfirmations
    try context.store.transfers.confirm(transfer, confirmations: confirmations, at: isConfirmed ? context.now : nil)
    let confirmed = try context.store.transfers.find(transactionHash: hash, eventIndex: transfer.eventIndex)
    try take(confirmed ?? transfer)
    return confirmed.map { Outcome(transfer: $0, refusal: nil, isNew: false) } ?? unchanged
  }

  private func refusal(of transfer: Transfer, _ asset: Asset) throws -> Transfer.Refusal? {
    guard case .order(let id) = transfer.purpose, let order = try context.store.orders.find(id: id) else { return nil }
    return Transfer.Refusal(of: asset, for: order)
  }

  func record(
    _ amount: TokenAmount, _ asset: Asset, to target: Target, refusal: Transfer.Refusal?
  ) throws -> Outcome {
    guard asset.chain.addressProtocol == target.addressProtocol else {
      throw APIError.validation("Tokens on \(asset.chain.id) cannot be sent to \(target.address)")
    }
    let sequence = try context.store.transfers.nextSequence()
    let identifiers = context.store.identifiers
    let hash = try fields.optionalText("txHash")
    let confirmations = try fields.confirmations(on: asset.chain)
    let isConfirmed = confirmations == asset.chain.requiredConfirmations
    let transfer = Transfer(
      sequence: sequence, id: identifiers.id(target.purpose.idPrefix, sequence),
      transactionHash: hash ?? identifiers.transactionHash(target.addressProtocol, sequence),
      eventIndex: try fields.eventIndex(), tenant: target.tenant, purpose: target.purpose, amount: amount,
      currency: asset.currency, chainId: asset.chain.id, address: target.address, refusal: refusal,
      confirmations: confirmations, detectedAt: context.now, confirmedAt: isConfirmed ? context.now : nil)
    try context.store.transfers.insert(transfer)
    if transfer.depositReference != nil { try context.store.outbox.record(.depositDetected(transfer), at: context.now) }
    try take(transfer)
    return Outcome(transfer: transfer, refusal: refusal, isNew: true)
  }

  /// Lets an order or a depositor have what has arrived.
  private func take(_ transfer: Transfer) throws {
    switch transfer.purpose {
    case .order(let id):
      guard let order = try context.store.orders.find(id: id), order.status == .pending else { return }
      try context.store.settlement.settle(order, now: context.now)
    case .deposit:
      if transfer.confirmedAt != nil { try context.store.outbox.record(.depositConfirmed(transfer), at: context.now) }
    }
  }
}

extension Transfer {
  fileprivate var asset: Asset? { Asset(currency: currency, chainId: chainId) }
}

extension Transfer.Purpose {
  fileprivate var idPrefix: String {
    switch self {
    case .order: "tr"
    case .deposit: "dep"
    }
  }
}

extension PaymentSimulation {
  /// Every token on every chain of the family counts, so that there is nothing to get wrong.
  package func deposit(_ reference: String) throws -> Outcome {
    guard [nil, .exact].contains(try fields.optionalChoice("kind", PaymentKind.self)) else {
      throw APIError.invalid("kind", "is for orders: a deposit takes any amount of any token at any time")
    }
    let binding = try binding(reference)
    guard
      let usual = Chain.all(of: binding.addressProtocol).first.flatMap({ chain in
        Asset(currency: chain.tokens[0].symbol, chainId: chain.id)
      })
    else { throw APIError.notFound("Deposit reference") }
    let target = Target(
      purpose: .deposit(reference: reference), tenant: binding.tenant, address: binding.address,
      addressProtocol: binding.addressProtocol)
    let asset = try fields.asset(default: usual)
    return try record(try fields.positiveAmount("amount").amount, asset, to: target, refusal: nil)
  }

  /// Without a key the reference must be one tenant's only; the chain decides between the families.
  private func binding(_ reference: String) throws -> Binding {
    let bindings =
      if let tenant = context.tenant {
        try context.store.bindings.find(reference: reference, tenant: tenant.id)
      } else {
        try context.store.bindings.find(reference: reference)
      }
    guard Set(bindings.map(\.tenant)).count <= 1 else {
      throw APIError.validation("Several API keys have bound this depositReference: send Authorization as well")
    }
    let chainId = try fields.optionalText("chainId")
    let wanted = chainId.flatMap(Chain.find)?.addressProtocol
    guard let binding = bindings.first(where: { wanted == nil || $0.addressProtocol == wanted }) else {
      throw APIError.notFound("Deposit reference")
    }
    return binding
  }
}
