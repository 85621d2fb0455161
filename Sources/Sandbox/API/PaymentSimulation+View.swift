import JSON

extension Transfer {
  /// With whether the amount counts, and if not, why.
  var controlView: JSONObject {
    var view: JSONObject = [
      "transferId": .string(id), "txHash": .string(transactionHash), "eventIndex": .number(JSONNumber(eventIndex)),
      "amount": .string(amount.description), "currency": .string(currency), "chainId": .string(chainId),
      "address": .string(address), "confirmed": .bool(confirmedAt != nil),
      "confirmations": .number(JSONNumber(confirmations)), "credited": .bool(refusal == nil),
    ]
    view.appendIfPresent("reason", refusal?.rawValue)
    view.append("detectedAt", .string(detectedAt.description))
    view.appendIfPresent("confirmedAt", confirmedAt)
    return view
  }
}
