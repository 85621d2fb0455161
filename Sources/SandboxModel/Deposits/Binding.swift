/// An address that belongs to a depositor until it is unbound.
package struct Binding: Sendable {
  package let sequence: Int64
  package let tenant: String
  package let reference: String
  package let addressProtocol: AddressProtocol
  package let address: String
  /// JSON text.
  package let metadata: String?
  package let boundAt: Timestamp
}

/// Gives depositors their addresses and takes them back.
package struct DepositBinding {
  let bindings: BindingRepository
  let pool: AddressPool
  let outbox: EventOutbox

  /// The same reference and protocol get the same address for as long as they are bound. Nil if no address is free.
  package func bind(
    _ reference: String, _ addressProtocol: AddressProtocol, metadata: String?, tenant: String, now: Timestamp
  ) throws -> (binding: Binding, isNew: Bool)? {
    let bound = try bindings.find(reference: reference, tenant: tenant)
    if let binding = bound.first(where: { $0.addressProtocol == addressProtocol }) { return (binding, false) }
    guard let address = try pool.take(addressProtocol, for: .bound, now: now) else { return nil }
    let binding = Binding(
      sequence: try bindings.nextSequence(), tenant: tenant, reference: reference, addressProtocol: addressProtocol,
      address: address, metadata: metadata, boundAt: now)
    try bindings.insert(binding)
    try outbox.record(.addressBound(binding), at: now)
    return (binding, true)
  }

  /// Of all protocols, or of one.
  /// - Returns: what was bound until now.
  package func unbind(
    _ reference: String, only addressProtocol: AddressProtocol?, tenant: String, now: Timestamp
  ) throws -> [Binding] {
    let ended = try bindings.find(reference: reference, tenant: tenant)
      .filter { addressProtocol == nil || $0.addressProtocol == addressProtocol }
    for binding in ended {
      try bindings.end(binding, at: now)
      try pool.release(binding.address, at: now)
    }
    return ended
  }
}
