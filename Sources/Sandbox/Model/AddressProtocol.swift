/// A family of chains that share one address format, and so one pool of addresses.
package enum AddressProtocol: String, Sendable, CaseIterable {
  case evm
  case tron
  case solana

  /// Deposit addresses exist for these only.
  package static let forDeposits: [AddressProtocol] = [.evm, .tron]
}
