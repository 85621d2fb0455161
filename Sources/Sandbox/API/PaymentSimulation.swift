/// A payment that somebody is told to have made: `{orderId | depositReference, amount?, currency?, chainId?, txHash?,
/// eventIndex?, confirmed?}`.
struct PaymentSimulation {
  struct Outcome {
    let transfer: Transfer
    /// Why it counts for nothing, if it does.
    let refusal: Transfer.Refusal?
    let isNew: Bool
  }

  /// Where the tokens go.
  private struct Target {
    let purpose: Transfer.Purpose
    let tenant: String
    let address: String
    let addressProtocol: AddressProtocol
  }

  private let call: Call
  private let fields: Fields

  init(_ call: Call) throws(APIError) {
    self.call = call
    fields = try Fields(call.request)
  }

  func run() throws -> Outcome {
    let isConfirmed = try fields.optionalBool("confirmed") ?? true
    if let repeated = try repetition(isConfirmed: isConfirmed) { return repeated }
    switch (try fields.optionalText("orderId"), try fields.optionalText("depositReference")) {
    case (let id?, nil): return try payOrder(call.settings.dialect.stored(id, "ord"), isConfirmed: isConfirmed)
    case (nil, let reference?): return try deposit(reference, isConfirmed: isConfirmed)
    default: throw APIError.validation("Give either orderId or depositReference")
    }
  }

  /// A transfer is one, however often it is reported; what a repeat can add is that it is confirmed now.
  private func repetition(isConfirmed: Bool) throws -> Outcome? {
    guard let hash = try fields.optionalText("txHash"),
      let transfer = try call.transfers.find(transactionHash: hash, eventIndex: try eventIndex())
    else { return nil }
    let unchanged = Outcome(transfer: transfer, refusal: transfer.refusal, isNew: false)
    guard isConfirmed, transfer.confirmedAt == nil, let asset = transfer.asset else {
      return unchanged
    }
    // The service stops watching the chain for an order that has ended.
    if let refusal = try refusal(of: transfer, asset) {
      return Outcome(transfer: transfer, refusal: refusal, isNew: false)
    }
    try call.transfers.confirm(transfer, confirmations: asset.chain.requiredConfirmations, at: call.now)
    try settle(transfer)
    let confirmed = try call.transfers.find(transactionHash: hash, eventIndex: transfer.eventIndex)
    return confirmed.map { Outcome(transfer: $0, refusal: nil, isNew: false) } ?? unchanged
  }

  private func refusal(of transfer: Transfer, _ asset: Asset) throws -> Transfer.Refusal? {
    guard case .order(let id) = transfer.purpose, let order = try call.orders.find(id: id) else { return nil }
    return Transfer.Refusal(of: asset, for: order)
  }

  private func payOrder(_ id: String, isConfirmed: Bool) throws -> Outcome {
    guard let order = try call.orders.find(id: id), call.tenant.map({ $0.id == order.tenant }) ?? true,
      let own = Asset(currency: order.currency, chainId: order.chainId)
    else { throw APIError.notFound("Order") }
    let target = Target(
      purpose: .order(id: id), tenant: order.tenant, address: order.address,
      addressProtocol: own.chain.addressProtocol)
    let asset = try asset(default: own)
    let amount = try amount { () throws in
      let received = try call.transfers.received(orderId: id)
      return try TokenAmount(order.amountText).remaining(after: received.detected)
    }
    return try record(
      amount, asset, to: target, refusal: Transfer.Refusal(of: asset, for: order), isConfirmed: isConfirmed)
  }

  private func deposit(_ reference: String, isConfirmed: Bool) throws -> Outcome {
    let binding = try binding(reference)
    guard
      let fallback = Chain.of(binding.addressProtocol).first.flatMap({ chain in
        Asset(currency: chain.tokens[0], chainId: chain.id)
      })
    else { throw APIError.notFound("Deposit reference") }
    let target = Target(
      purpose: .deposit(reference: reference), tenant: binding.tenant, address: binding.address,
      addressProtocol: binding.addressProtocol)
    let asset = try asset(default: fallback)
    let amount = try amount { () throws in throw APIError.missing(["amount"]) }
    return try record(amount, asset, to: target, refusal: nil, isConfirmed: isConfirmed)
  }

  /// Without a key the reference must be one tenant's only; the chain decides between the families.
  private func binding(_ reference: String) throws -> Binding {
    let bindings =
      if let tenant = call.tenant {
        try call.bindings.find(reference: reference, tenant: tenant.id)
      } else {
        try call.bindings.find(reference: reference)
      }
    guard Set(bindings.map(\.tenant)).count <= 1 else {
      throw APIError.validation("Several API keys have bound this depositReference: send Authorization as well")
    }
    let chainId = try fields.optionalText("chainId")
    let wanted = Chain.all.first { $0.id == chainId }?.addressProtocol
    guard let binding = bindings.first(where: { wanted == nil || $0.addressProtocol == wanted }) else {
      throw APIError.notFound("Deposit reference")
    }
    return binding
  }

  private func asset(default fallback: Asset) throws(APIError) -> Asset {
    let chainId = try fields.optionalText("chainId") ?? fallback.chain.id
    let currency = try fields.optionalText("currency") ?? fallback.currency
    guard let asset = Asset(currency: currency, chainId: chainId) else {
      throw .unknownAsset(currency: currency, chainId: chainId)
    }
    return asset
  }

  private func amount(default fallback: () throws -> TokenAmount) throws -> TokenAmount {
    if fields["amount"] != nil { return try fields.positiveAmount("amount").amount }
    let amount = try fallback()
    guard amount > .zero else { throw APIError.validation("Nothing is missing: give an amount") }
    return amount
  }

  private func eventIndex() throws(APIError) -> Int {
    let index = try fields.optionalInteger("eventIndex") ?? 0
    guard index >= 0 else { throw .invalid("eventIndex", "must not be negative") }
    return index
  }

  private func record(
    _ amount: TokenAmount, _ asset: Asset, to target: Target, refusal: Transfer.Refusal?, isConfirmed: Bool
  ) throws -> Outcome {
    guard asset.chain.addressProtocol == target.addressProtocol else {
      throw APIError.validation("Tokens on \(asset.chain.id) cannot be sent to \(target.address)")
    }
    let sequence = try call.transfers.nextSequence()
    let identifiers = call.settings.identifiers
    let hash = try fields.optionalText("txHash")
    let transfer = Transfer(
      sequence: sequence, id: identifiers.id(target.purpose.idPrefix, sequence),
      transactionHash: hash ?? identifiers.transactionHash(target.addressProtocol, sequence),
      eventIndex: try eventIndex(), tenant: target.tenant, purpose: target.purpose, amount: amount,
      currency: asset.currency, chainId: asset.chain.id, address: target.address, refusal: refusal,
      confirmations: isConfirmed ? asset.chain.requiredConfirmations : 0, detectedAt: call.now,
      confirmedAt: isConfirmed ? call.now : nil)
    try call.transfers.insert(transfer)
    try settle(transfer)
    return Outcome(transfer: transfer, refusal: refusal, isNew: true)
  }

  private func settle(_ transfer: Transfer) throws {
    guard case .order(let id) = transfer.purpose, let order = try call.orders.find(id: id), order.status == .pending
    else { return }
    try call.settlement.settle(order, now: call.now)
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
