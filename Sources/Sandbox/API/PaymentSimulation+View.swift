import JSON

extension PaymentSimulation.Outcome {
  /// The transfer with whether its amount counts, and if not, why.
  var controlView: JSONObject {
    var view: JSONObject = [
      "transferId": .string(transfer.id), "txHash": .string(transfer.transactionHash),
      "eventIndex": .number(JSONNumber(transfer.eventIndex)), "amount": .string(transfer.amount.description),
      "currency": .string(transfer.currency), "chainId": .string(transfer.chainId),
      "address": .string(transfer.address), "confirmed": .bool(transfer.confirmedAt != nil),
      "confirmations": .number(JSONNumber(transfer.confirmations)),
      "requiredConfirmations": .number(JSONNumber(requiredConfirmations)), "credited": .bool(refusal == nil),
    ]
    view.appendIfPresent("reason", refusal?.rawValue)
    view.append("detectedAt", .string(transfer.detectedAt.description))
    view.appendIfPresent("confirmedAt", transfer.confirmedAt)
    return view
  }

  private var requiredConfirmations: Int {
    Chain.all.first { $0.id == transfer.chainId }?.requiredConfirmations ?? transfer.confirmations
  }
}
