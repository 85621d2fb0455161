package import SandboxModel

/// A reorganisation of a chain: the network takes a transfer back before it is final.
///
/// Sums go down, and no event is sent, because the contract has none for it. The transfer stays stored. The same
/// transaction can be reported again, and then it is the same transfer with new confirmations.
package struct Reorganisation {
  private let context: RequestContext
  private let selection: TransferSelection

  package init(context: RequestContext, of selection: TransferSelection) {
    self.context = context
    self.selection = selection
  }

  /// Takes the latest selected transfer back that can be.
  /// - Returns: the transfer after it.
  /// - Throws: 404 for an unknown subject, and 409 if there is nothing to take back.
  package func run() throws -> Transfer {
    let filter = try selection.filter(context)
    guard let transfer = try context.store.transfers.latestReversible(filter) else { throw try refusal(filter) }
    try context.store.transfers.drop(transfer, at: context.now)
    return try context.store.transfers.find(
      transactionHash: transfer.transactionHash, eventIndex: transfer.eventIndex) ?? transfer
  }

  private func refusal(_ filter: Filter) throws -> APIError {
    var present = filter
    present.require("dropped_at IS NULL")
    if let id = try context.store.transfers.latest(present)?.orderId,
      let order = try context.store.orders.find(id: id)
    {
      return .conflict(
        "The order is \(order.status.rawValue), which is final: the network can no longer take its transfers back",
        chinese: "订单状态为 \(order.status.rawValue)，已是终态：网络不能再撤回其转账")
    }
    return try context.store.transfers.latest(filter) == nil
      ? .conflict("No transfer has arrived that the network could take back", chinese: "尚无可由网络撤回的转账")
      : .conflict("The network took the transfer back before", chinese: "网络此前已撤回该转账")
  }
}

extension PaymentSimulation {
  /// Handles a transfer that was taken back and is reported again: the same transfer, in another block. It counts by the
  /// rules that hold now. Events that were sent before are not sent again, because they have the same ids.
  func restore(_ transfer: Transfer) throws -> Outcome {
    guard let asset = transfer.asset else { throw APIError.notFound("Token") }
    if let reference = transfer.depositReference { try requireBinding(of: transfer, reference) }
    let refusal = try refusal(of: transfer, asset)
    let confirmations = try fields.confirmations(on: asset.chain)
    let isConfirmed = confirmations == asset.chain.requiredConfirmations
    try context.store.transfers.restore(
      transfer, refusal: refusal, confirmations: confirmations, detectedAt: context.now,
      confirmedAt: isConfirmed ? context.now : nil)
    let restored = try context.store.transfers.find(
      transactionHash: transfer.transactionHash, eventIndex: transfer.eventIndex)
    guard let restored else { throw APIError.notFound("Transaction") }
    if restored.depositReference != nil { try context.store.outbox.record(.depositDetected(restored), at: context.now) }
    try context.credit(restored)
    return Outcome(transfer: restored, refusal: refusal, isNew: false)
  }

  /// An address that was unbound meanwhile is no longer watched, and may belong to another depositor.
  private func requireBinding(of transfer: Transfer, _ reference: String) throws {
    let binding = try context.store.bindings.find(address: transfer.address)
    guard binding?.reference == reference, binding?.tenant == transfer.tenant else {
      throw APIError.notFound("Deposit reference")
    }
  }
}

extension RequestContext {
  /// Credits a transfer to its order or depositor.
  func credit(_ transfer: Transfer) throws {
    switch transfer.purpose {
    case .order(let id):
      guard let order = try store.orders.find(id: id), order.status == .pending else { return }
      try store.settlement.settle(order, now: now)
    case .deposit:
      if transfer.confirmedAt != nil { try store.outbox.record(.depositConfirmed(transfer), at: now) }
    }
  }
}
