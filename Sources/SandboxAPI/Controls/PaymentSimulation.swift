import SandboxModel

/// A simulated payment of an order or a deposit, with `confirmations` or with `confirmed`.
package struct PaymentSimulation {
  static let members =
    TransferSelection.members + ["kind", "amount", "currency", "chainId", "confirmations", "confirmed"]

  package struct Outcome {
    let transfer: Transfer
    /// The reason for which the transfer does not count; nil if it counts.
    let refusal: Transfer.Refusal?
    let isNew: Bool
    /// The time to which the sandbox's clock was moved; nil if it was not moved.
    var clockMovedTo: Timestamp?
  }

  /// The receiver of a payment.
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

  /// Handles a transfer that was reported before. A repetition can only add confirmations.
  /// - Throws: 409 if the request names another order or depositor than that of the transfer.
  private func repetition() throws -> Outcome? {
    guard let hash = try fields.optionalText("txHash"),
      let transfer = try context.store.transfers.find(transactionHash: hash, eventIndex: try fields.eventIndex())
    else { return nil }
    _ = try TransferSelection(fields, context.settings.dialect).filter(context)
    if transfer.droppedAt != nil { return try restore(transfer) }
    let unchanged = Outcome(transfer: transfer, refusal: transfer.refusal, isNew: false)
    guard transfer.confirmedAt == nil, transfer.refusal == nil, let asset = transfer.asset else { return unchanged }
    let confirmations = try fields.confirmations(on: asset.chain)
    guard confirmations > transfer.confirmations else { return unchanged }
    // The service stops watching the chain once an order has ended.
    if let refusal = try refusal(of: transfer, asset) {
      return Outcome(transfer: transfer, refusal: refusal, isNew: false)
    }
    let isConfirmed = confirmations == asset.chain.requiredConfirmations
    try context.store.transfers.confirm(transfer, confirmations: confirmations, at: isConfirmed ? context.now : nil)
    let confirmed = try context.store.transfers.find(transactionHash: hash, eventIndex: transfer.eventIndex)
    try context.credit(confirmed ?? transfer)
    return confirmed.map { Outcome(transfer: $0, refusal: nil, isNew: false) } ?? unchanged
  }

  func refusal(of transfer: Transfer, _ asset: Asset) throws -> Transfer.Refusal? {
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
    try context.credit(transfer)
    return Outcome(transfer: transfer, refusal: refusal, isNew: true)
  }
}

extension Transfer {
  var asset: Asset? { Asset(currency: currency, chainId: chainId) }
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
  /// Pays a deposit. Every token on every chain of the protocol counts, so there are no wrong payments.
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

  /// Finds the binding to pay. Without a key the reference must belong to one tenant only; the chain chooses between
  /// protocols.
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
