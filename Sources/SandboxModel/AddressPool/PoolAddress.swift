/// An address of the pool with what it is used for.
package struct PoolAddress: Sendable {
  package struct Use: Sendable {
    package enum Kind: String, Sendable {
      case order
      case deposit
    }

    package let kind: Kind
    /// The order's id or the depositor's reference; nil if they belong to somebody else.
    package let externalId: String?
    package let since: Timestamp
  }

  package let address: String
  package let addressProtocol: AddressProtocol
  package let state: AddressState
  /// Nil unless it is allocated or bound.
  package let use: Use?
  /// When it was last released.
  package let recycledAt: Timestamp?
  /// Nil unless it is cooling down.
  package let coolingUntil: Timestamp?
  /// Nil if it is older than the column.
  package let createdAt: Timestamp?
}

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

/// How many addresses of one protocol are in which state. Each is in exactly one.
package struct AddressCounts: Sendable, Equatable {
  private var counts: [AddressState: Int] = [:]

  package init() {}

  package var total: Int { counts.values.reduce(0, +) }

  package subscript(state: AddressState) -> Int { counts[state] ?? 0 }

  package mutating func add(_ count: Int, _ state: AddressState) {
    counts[state, default: 0] += count
  }
}

/// How addresses are written on the chains of a protocol.
package enum AddressFormat {
  private static let tronPrefix: UInt8 = 0x41

  /// The address in the one way in which the pool keeps it; nil if it is none.
  package static func normalised(_ address: String, _ addressProtocol: AddressProtocol) -> String? {
    switch addressProtocol {
    case .evm: evm(address)
    case .tron: tron(address) ? address : nil
    case .solana: Base58.decode(address)?.count == 32 ? address : nil
    }
  }

  /// Capitals are a checksum (EIP-55) and no part of the address.
  private static func evm(_ address: String) -> String? {
    let digits = address.dropFirst(2)
    guard address.hasPrefix("0x"), digits.utf8.count == 40, digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
    else { return nil }
    return address.lowercased()
  }

  private static func tron(_ address: String) -> Bool {
    guard let bytes = Base58.decodeChecked(address) else { return false }
    return bytes.count == 21 && bytes[0] == tronPrefix
  }
}
