/// A family of chains that share one form of address. The API may know more of them than this version.
package struct AddressProtocol: RawRepresentable, Sendable, Hashable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let evm = AddressProtocol(rawValue: "evm")
  package static let tron = AddressProtocol(rawValue: "tron")
  package static let solana = AddressProtocol(rawValue: "solana")

  /// Whether the text has the form of an address; its checksum is not looked at.
  func isAddress(_ text: String) -> Bool {
    switch self {
    case .evm: Self.isHex(text, prefix: "0x", digits: 40)
    case .tron: text.hasPrefix("T") && text.utf8.count == 34 && text.utf8.allSatisfy(Self.isBase58)
    case .solana: 32...44 ~= text.utf8.count && text.utf8.allSatisfy(Self.isBase58)
    default: false
    }
  }

  /// Whether the text has the form of a transaction's hash or, on Solana, of its first signature: 64 bytes.
  func isTransaction(_ text: String) -> Bool {
    switch self {
    case .evm: Self.isHex(text, prefix: "0x", digits: 64)
    case .tron: Self.isHex(text, prefix: "", digits: 64)
    case .solana: 64...88 ~= text.utf8.count && text.utf8.allSatisfy(Self.isBase58)
    default: false
    }
  }

  private static func isHex(_ text: String, prefix: String, digits: Int) -> Bool {
    text.hasPrefix(prefix) && text.utf8.count == prefix.utf8.count + digits
      && text.utf8.dropFirst(prefix.utf8.count).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  /// Letters and digits without `0`, `O`, `I` and `l`.
  private static func isBase58(_ byte: UInt8) -> Bool {
    let isAlphanumeric = Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
    return byte < 0x80 && isAlphanumeric && !"0OIl".utf8.contains(byte)
  }
}
