/// An address that belongs to a depositor until it is unbound.
package struct Binding: Sendable {
  package let sequence: Int64
  package let tenant: String
  package let reference: String
  package let addressProtocol: AddressProtocol
  package let address: String
  /// The merchant's metadata as JSON text.
  package let metadata: String?
  package let boundAt: Timestamp
}

/// Binds addresses to depositors and releases them.
package struct DepositBinding {
  let bindings: BindingRepository
  let pool: AddressPool
  let outbox: EventOutbox

  /// Binds an address. While it is bound, the same reference and protocol get the same address. Returns nil if no
  /// address is free.
  package func bind(
    _ reference: String, _ addressProtocol: AddressProtocol, metadata: String?, tenant: String, now: Timestamp
  ) throws -> (binding: Binding, isNew: Bool)? {
    let bound = try bindings.find(reference: reference, tenant: tenant)
    if let binding = bound.first(where: { $0.addressProtocol == addressProtocol }) { return (binding, false) }
    guard let address = try pool.reserve(addressProtocol, for: .bound, now: now) else { return nil }
    let binding = Binding(
      sequence: try bindings.nextSequence(), tenant: tenant, reference: reference, addressProtocol: addressProtocol,
      address: address, metadata: metadata, boundAt: now)
    try bindings.insert(binding)
    try outbox.record(.addressBound(binding), at: now)
    return (binding, true)
  }

  /// Unbinds the addresses of all protocols, or of one.
  /// - Returns: the bindings that have ended.
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
