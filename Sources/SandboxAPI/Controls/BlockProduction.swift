package import SandboxModel

/// New blocks on the chains: each adds a confirmation to the transfers that wait for some.
package struct BlockProduction {
  /// The numbers of blocks that one request can add.
  package static let counts = 1...100

  private let context: RequestContext
  private let selection: TransferSelection
  private let count: Int

  package init(context: RequestContext, for selection: TransferSelection, count: Int = 1) {
    self.context = context
    self.selection = selection
    self.count = count
  }

  /// Adds the blocks. A transfer is confirmed by the block with which it has the confirmations that its chain requires.
  /// - Returns: the transfers that have got confirmations, oldest first, as they are now.
  /// - Throws: 404 for an unknown subject.
  package func run() throws -> [Transfer] {
    let filter = try selection.filter(context)
    let waiting = try context.store.transfers.waiting(filter)
    for _ in 0..<count { try addBlock(filter) }
    return try waiting.compactMap {
      try context.store.transfers.find(transactionHash: $0.transactionHash, eventIndex: $0.eventIndex)
    }
  }

  /// All transfers of a block are confirmed before an order is judged by them.
  private func addBlock(_ filter: Filter) throws {
    var confirmed: [Transfer] = []
    for transfer in try context.store.transfers.waiting(filter) {
      let required = Chain.find(transfer.chainId)?.requiredConfirmations ?? 1
      let confirmations = transfer.confirmations + 1
      let isConfirmed = confirmations >= required
      try context.store.transfers.confirm(
        transfer, confirmations: confirmations, at: isConfirmed ? context.now : nil)
      if isConfirmed { confirmed.append(transfer) }
    }
    for transfer in confirmed {
      let stored = try context.store.transfers.find(
        transactionHash: transfer.transactionHash, eventIndex: transfer.eventIndex)
      try context.credit(stored ?? transfer)
    }
  }
}
