import Digest
import Formats

/// An address of the pool and its current use.
package struct PoolAddress: Sendable {
  package struct Use: Sendable {
    package enum Kind: String, Sendable {
      case order
      case deposit
    }

    package let kind: Kind
    /// The order's id or the depositor's reference; nil if it belongs to another tenant.
    package let externalId: String?
    package let since: Timestamp
  }

  package let address: String
  package let addressProtocol: AddressProtocol
  package let state: AddressState
  /// The current use; nil unless the address is allocated or bound.
  package let use: Use?
  /// When the address was last released.
  package let recycledAt: Timestamp?
  /// The end of the cool-down; nil unless the address is cooling down.
  package let coolingUntil: Timestamp?
  /// When the address came into the pool; nil for rows older than the column.
  package let createdAt: Timestamp?
}

/// The state of an address of the pool, and the changes that can be made by hand.
package enum AddressState: String, Sendable, CaseIterable {
  case available
  /// The address belongs to a pending order.
  case allocated
  /// The address is bound to a depositor.
  case bound
  /// The address was released a short time ago: a late payment may still arrive.
  case coolingDown
  /// The address is out of use until it is restored.
  case archived

  package enum Change: Sendable, CaseIterable {
    case archive
    case unarchive
  }

  /// Derives the state from the stored columns. Cooling down is not stored, because it ends by itself.
  package static func of(stored: AddressState, coolingUntil: Timestamp?, now: Timestamp) -> AddressState {
    guard stored == .available, let coolingUntil, coolingUntil > now else { return stored }
    return .coolingDown
  }

  /// The state after the change, which may be the same; nil if the address is in use and cannot be archived.
  package func after(_ change: Change) -> AddressState? {
    switch (self, change) {
    case (.allocated, .archive), (.bound, .archive): nil
    case (_, .archive): .archived
    case (.archived, .unarchive): .available
    case (_, .unarchive): self
    }
  }
}

/// The number of addresses of one protocol in each state. Every address is in exactly one state.
package struct AddressCounts: Sendable, Equatable {
  private var counts: [AddressState: Int] = [:]

  package init() {}

  package var total: Int { counts.values.reduce(0, +) }

  package subscript(state: AddressState) -> Int { counts[state] ?? 0 }

  package mutating func add(_ count: Int, _ state: AddressState) {
    counts[state, default: 0] += count
  }
}

/// The address formats of the protocols.
package enum AddressFormat {
  private static let tronPrefix: UInt8 = 0x41

  /// The form in which the pool stores the address; nil if it is not an address of the protocol.
  package static func normalised(_ address: String, _ addressProtocol: AddressProtocol) -> String? {
    switch addressProtocol {
    case .evm: evm(address)
    case .tron: tron(address) ? address : nil
    case .solana: Base58.decode(address)?.count == 32 ? address : nil
    }
  }

  /// Capitals are a checksum (EIP-55) and not part of the address.
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

/// Base 58 with a checksum, as in the addresses of Tron.
extension Base58 {
  /// Encodes bytes followed by the first four bytes of their double SHA-256.
  static func encodeChecked(_ bytes: [UInt8]) -> String {
    let checksum = SHA256.hash(SHA256.hash(bytes)).prefix(4)
    return encode(bytes + checksum)
  }

  /// The bytes without their checksum; nil if the checksum is wrong.
  static func decodeChecked(_ text: String) -> [UInt8]? {
    guard let bytes = decode(text), bytes.count > 4 else { return nil }
    let content = Array(bytes.dropLast(4))
    return encodeChecked(content) == text ? content : nil
  }
}
