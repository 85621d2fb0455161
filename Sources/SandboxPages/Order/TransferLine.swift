import JSON
import SandboxModel

/// A transfer as its line on an order's page shows it.
struct TransferLine {
  let transfer: Transfer
  /// What it brought, such as `10.50 USDC`.
  let payment: String
  let requiredConfirmations: Int
  let phase: OrderPageState.Phase

  func state(_ page: PageContext) -> String {
    if transfer.droppedAt != nil { return page.text(.transferDropped) }
    return switch transfer.refusal {
    case nil where transfer.confirmedAt != nil: page.text(.transferConfirmed)
    case nil:
      page.text(unconfirmed, ["seen": "\(transfer.confirmations)", "required": "\(requiredConfirmations)"])
    case .wrongToken: page.text(.transferWrongToken)
    case .wrongChain: page.text(.transferWrongChain)
    case .orderCompleted, .orderExpired: page.text(.transferTooLate)
    }
  }

  /// What is said of a transfer that lacks confirmations: once its order has ended, they come too late.
  private var unconfirmed: Phrase {
    switch phase {
    case .window, .grace: .stepConfirmations
    case .completed: .transferNotNeeded
    case .expired: .transferUnconfirmed
    }
  }

  /// The first and last characters of the transaction's hash.
  var shortHash: String {
    let hash = transfer.transactionHash
    return hash.count > 16 ? "\(hash.prefix(8))…\(hash.suffix(6))" : hash
  }

  func html(_ page: PageContext) -> HTML {
    """
    <li><span data-field="payment">\(payment)</span> <span data-field="chain">\(page.chainName(transfer.chainId))</span> \
    <span data-field="state">\(state(page))</span> \
    <code data-field="hash" title="\(transfer.transactionHash)">\(shortHash)</code> \
    \(page.localTime(transfer.detectedAt))</li>
    """
  }

  func json(_ page: PageContext) -> JSONObject {
    [
      "payment": .string(payment), "chain": .string(page.chainName(transfer.chainId)), "state": .string(state(page)),
      "hash": .string(shortHash), "transaction": .string(transfer.transactionHash),
      "time": .string(transfer.detectedAt.description),
    ]
  }
}

extension OrderProgress {
  /// The latest transfers, oldest first.
  var transfers: [TransferLine] {
    details.transfers.suffix(ListPage.defaultLimit).map {
      TransferLine(
        transfer: $0, payment: details.payment($0), requiredConfirmations: details.state.requiredConfirmations,
        phase: details.state.phase)
    }
  }
}
