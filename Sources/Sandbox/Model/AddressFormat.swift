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
