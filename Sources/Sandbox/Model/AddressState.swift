/// What an address of the pool is for at some moment, and what may become of it by hand.
package enum AddressState: String, Sendable, CaseIterable {
  case available
  /// Of an order.
  case allocated
  /// Of a depositor.
  case bound
  /// Released a short time ago: a late payment may still arrive.
  case coolingDown
  /// Out of use until it is taken back.
  case archived

  package enum Change: Sendable, CaseIterable {
    case archive
    case unarchive
  }

  /// Cooling down is not stored: it is over by itself.
  package static func of(stored: AddressState, coolingUntil: Timestamp?, now: Timestamp) -> AddressState {
    guard stored == .available, let coolingUntil, coolingUntil > now else { return stored }
    return .coolingDown
  }

  /// The same state if there is nothing to do; nil if somebody uses the address.
  package func after(_ change: Change) -> AddressState? {
    switch (self, change) {
    case (.allocated, .archive), (.bound, .archive): nil
    case (_, .archive): .archived
    case (.archived, .unarchive): .available
    case (_, .unarchive): self
    }
  }
}
