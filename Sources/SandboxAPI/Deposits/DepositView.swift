import JSON
import SandboxModel

extension Binding {
  func view() throws -> JSONObject {
    var view = identity
    view.append(
      "monitoredChains", .array(Chain.all(of: addressProtocol).map { .string($0.id) }))
    view.append("createdAt", .string(boundAt.description))
    try view.appendIfPresent("metadata", json: metadata)
    return view
  }

  /// The depositor's view. `totalAmount` is the documented sum over all tokens, and `totals` has them one by one.
  func view(totals: DepositTotals, all bindings: [Binding]) -> JSONObject {
    var view = identity
    view.append("totalDeposits", .number(JSONNumber(totals.confirmedCount)))
    view.append("totalAmount", .string(totals.sum.description))
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
  /// The amounts by token.
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

extension RequestContext {
  /// The extended public key of BIP 32's first test vector, in the place where the service's rows expose their own.
  private static let masterPublicKey = """
    xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8
    """

  func publishedCreation(of binding: Binding) -> JSONObject {
    [
      "depositReference": .string(binding.reference), "protocol": .string(binding.addressProtocol.rawValue),
      "depositAddress": .string(binding.address), "monitoringTargets": .array(binding.publishedTargets),
      "bindingCreatedAt": .string(binding.boundAt.description), "url": .string(publishedURL(of: binding)),
    ]
  }

  /// The pool's row for the address.
  func publishedRow(of binding: Binding) -> JSONObject {
    [
      "address": .string(binding.address), "organization_id": .string(publishedOrganization(binding.tenant)),
      "derivation_index": .number(JSONNumber(binding.sequence)),
      "protocol": .string(binding.addressProtocol.rawValue), "state": "bound", "order_id": .null,
      "deposit_reference": .string(binding.reference), "allocated_at": .string(binding.boundAt.description),
      "recycled_at": .null, "cooldown_until": .null, "master_public_key": .string(Self.masterPublicKey),
      "created_at": .string(binding.boundAt.description), "url": .string(publishedURL(of: binding)),
    ]
  }

  /// The summary of a depositor, the only published reply with sums. They are by token.
  func publishedSummary(of reference: String, _ tenant: String) throws -> JSONObject {
    let bindings = try store.bindings.find(reference: reference, tenant: tenant)
    let totals = try store.transfers.totals(reference: reference, tenant: tenant)
    var amounts = JSONObject()
    for (currency, amount) in totals.amounts { amounts.append(currency, .string(amount.column)) }
    var row: JSONObject = [
      "depositReference": .string(reference),
      "protocols": .array(bindings.map { .string($0.addressProtocol.rawValue) }),
      "addressCount": .number(JSONNumber(bindings.count)),
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)), "totalAmount": .object(amounts),
    ]
    row.append("lastDepositAt", column: totals.lastDetectedAt)
    return row
  }

  private func publishedURL(of binding: Binding) -> String {
    "\(request.root)/pay/deposit/\(binding.address)"
  }
}

extension Binding {
  /// One target for each token of each chain of the protocol.
  fileprivate var publishedTargets: [JSONValue] {
    Chain.all(of: addressProtocol).flatMap { chain in
      chain.publishedTokens.map { token in
        var target: JSONObject = ["chain": .string(chain.id), "token": .string(token.symbol)]
        target.append("contract", column: token.contract)
        return .object(target)
      }
    }
  }
}

extension RequestContext {
  func summary(of reference: String, _ tenant: String) throws -> JSONObject {
    let bindings = try store.bindings.find(reference: reference, tenant: tenant)
    let totals = try store.transfers.totals(reference: reference, tenant: tenant)
    var row: JSONObject = [
      "depositReference": .string(reference),
      "protocols": .array(bindings.map { .string($0.addressProtocol.rawValue) }),
      "addressCount": .number(JSONNumber(bindings.count)),
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)),
      "pendingDeposits": .number(JSONNumber(totals.pendingCount)),
    ]
    row.append("totalAmount", .string(totals.sum.description))
    row.append("totals", .object(totals.view))
    row.appendIfPresent("lastDepositAt", totals.lastDetectedAt)
    return row
  }
}
