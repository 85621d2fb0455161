import JSON

extension Binding {
  func view() throws -> JSONObject {
    var view = identity
    view.append(
      "monitoredChains", .array(Chain.of(addressProtocol).map { .string($0.id) }))
    view.append("createdAt", .string(boundAt.description))
    try view.appendIfPresent("metadata", json: metadata)
    return view
  }

  /// `totalAmount` is left out where it would add different tokens; `totals` is always there.
  func view(totals: DepositTotals, all bindings: [Binding]) -> JSONObject {
    var view = identity
    view.append("totalDeposits", .number(JSONNumber(totals.confirmedCount)))
    view.appendIfPresent("totalAmount", totals.singleAmount?.description)
    view.append("boundAt", .string(boundAt.description))
    view.append("totals", .object(totals.view))
    view.append("pendingDeposits", .number(JSONNumber(totals.pendingCount)))
    view.append("bindings", .array(bindings.map { .object($0.identity) }))
    return view
  }

  private var identity: JSONObject {
    [
      "depositReference": .string(reference), "address": .string(address),
      "protocol": .string(addressProtocol.rawValue),
    ]
  }
}

extension DepositTotals {
  /// Amounts by token.
  var view: JSONObject {
    var view = JSONObject()
    for (currency, amount) in amounts { view.append(currency, .string(amount.description)) }
    return view
  }
}

extension Transfer {
  var depositStatus: DepositStatus { confirmedAt == nil ? .pending : .confirmed }

  var depositView: JSONObject {
    var view: JSONObject = ["depositId": .string(id)]
    if case .deposit(let reference) = purpose { view.append("depositReference", .string(reference)) }
    view.append("amount", .string(amount.description))
    view.append("currency", .string(currency))
    view.append("chainId", .string(chainId))
    view.append("address", .string(address))
    view.append("txHash", .string(transactionHash))
    view.append("status", .string(depositStatus.rawValue))
    view.append("confirmations", .number(JSONNumber(confirmations)))
    view.append("createdAt", .string(detectedAt.description))
    view.appendIfPresent("confirmedAt", confirmedAt)
    return view
  }
}
