extension PaymentSimulation {
  /// Every token on every chain of the family counts, so that there is nothing to get wrong.
  func deposit(_ reference: String) throws -> Outcome {
    guard [nil, .exact].contains(try fields.optionalChoice("kind", PaymentKind.self)) else {
      throw APIError.invalid("kind", "is for orders: a deposit takes any amount of any token at any time")
    }
    let binding = try binding(reference)
    guard
      let usual = Chain.of(binding.addressProtocol).first.flatMap({ chain in
        Asset(currency: chain.tokens[0], chainId: chain.id)
      })
    else { throw APIError.notFound("Deposit reference") }
    let target = Target(
      purpose: .deposit(reference: reference), tenant: binding.tenant, address: binding.address,
      addressProtocol: binding.addressProtocol)
    let asset = try fields.asset(default: usual)
    return try record(try fields.positiveAmount("amount").amount, asset, to: target, refusal: nil)
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
}
