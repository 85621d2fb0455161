import JSON

extension Call {
  /// The extended public key of BIP 32's first test vector: what a row of the pool must not leak further.
  private static let masterPublicKey = """
    xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8
    """

  func openReceipt(of binding: Binding) -> JSONObject {
    [
      "depositReference": .string(binding.reference), "protocol": .string(binding.addressProtocol.rawValue),
      "depositAddress": .string(binding.address), "monitoringTargets": .array(binding.openTargets),
      "bindingCreatedAt": .string(binding.boundAt.description), "url": .string(openURL(of: binding)),
    ]
  }

  /// The pool's row of the address.
  func openRow(of binding: Binding) -> JSONObject {
    [
      "address": .string(binding.address), "organization_id": .string(openOrganization(binding.tenant)),
      "derivation_index": .number(JSONNumber(binding.sequence)),
      "protocol": .string(binding.addressProtocol.rawValue), "state": "bound", "order_id": .null,
      "deposit_reference": .string(binding.reference), "allocated_at": .string(binding.boundAt.description),
      "recycled_at": .null, "cooldown_until": .null, "master_public_key": .string(Self.masterPublicKey),
      "created_at": .string(binding.boundAt.description), "url": .string(openURL(of: binding)),
    ]
  }

  /// The only place with sums, and they are by token.
  func openSummary(of reference: String, _ tenant: String) throws -> JSONObject {
    let bindings = try bindings.find(reference: reference, tenant: tenant)
    let totals = try transfers.totals(reference: reference, tenant: tenant)
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

  private func openURL(of binding: Binding) -> String {
    "\(request.root)/pay/deposit/\(binding.address)"
  }
}

extension Binding {
  /// One for each token of each chain of the family.
  fileprivate var openTargets: [JSONValue] {
    Chain.of(addressProtocol).flatMap { chain in
      chain.tokens.map { token in
        var target: JSONObject = ["chain": .string(chain.id), "token": .string(token)]
        target.append("contract", column: OpenAssets.contract(of: token, on: chain.id))
        return .object(target)
      }
    }
  }
}
