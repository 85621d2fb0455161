import Digest
import Formats

/// A family of chains that share one form of address. The API may know more of them than this version.
package struct AddressProtocol: RawRepresentable, Sendable, Hashable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let evm = AddressProtocol(rawValue: "evm")
  package static let tron = AddressProtocol(rawValue: "tron")
  package static let solana = AddressProtocol(rawValue: "solana")

  /// Whether the text has the form of an address; the checksum is not verified.
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
    guard text.utf8.count == prefix.utf8.count + digits else { return false }
    return text.utf8.span.withUnsafeBufferPointer { bytes in
      bytes.starts(with: prefix.utf8) && bytes.dropFirst(prefix.utf8.count).allSatisfy(Hexadecimal.isDigit)
    }
  }

  /// Letters and digits without `0`, `O`, `I` and `l`.
  private static func isBase58(_ byte: UInt8) -> Bool {
    let isAlphanumeric = Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
    return byte < 0x80 && isAlphanumeric && !"0OIl".utf8.contains(byte)
  }
}

/// The family that the form of an address clearly belongs to. The address may still have a defect.
enum AddressFamily: Equatable {
  case evm
  case tron
  case solana
  /// A family without a chain at PayIn, such as Bitcoin's.
  case unused

  /// The first byte of every Tron account.
  static let tronPrefix: UInt8 = 0x41

  init?(_ family: AddressProtocol) {
    switch family {
    case .evm: self = .evm
    case .tron: self = .tron
    case .solana: self = .solana
    default: return nil
    }
  }

  /// Returns nil if the text could belong to several families, or to none.
  init?(_ address: String) {
    if address.utf8.starts(with: "0x".utf8) || address.utf8.starts(with: "0X".utf8) {
      self = .evm
    } else if Self.isLikeTron(address) {
      self = .tron
    } else if Self.isBech32(address) {
      self = .unused
    } else if let bytes = Base58.decode(address), bytes.count == 25, Base58.hasChecksum(bytes) {
      self = bytes[0] == Self.tronPrefix ? .tron : .unused
    } else if Base58.decode(address)?.count == 32 {
      self = .solana
    } else {
      return nil
    }
  }

  var addressProtocol: AddressProtocol? {
    switch self {
    case .evm: .evm
    case .tron: .tron
    case .solana: .solana
    case .unused: nil
    }
  }

  /// `T` and about 33 letters and digits. No address of 32 bytes is as short as that and begins so.
  private static func isLikeTron(_ address: String) -> Bool {
    address.hasPrefix("T") && 33...35 ~= address.utf8.count
      && address.utf8.allSatisfy { Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber }
  }

  /// BIP 173, of Bitcoin's networks.
  private static func isBech32(_ address: String) -> Bool {
    let lowered = address.lowercased()
    return address.utf8.count >= 14 && ["bc1", "tb1"].contains { lowered.hasPrefix($0) }
  }
}

extension Base58 {
  /// Whether the last four bytes are the first of a double SHA-256 of the others (Base58Check).
  static func hasChecksum(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 4 else { return false }
    let digest = SHA256.hash(SHA256.hash(bytes.dropLast(4)))
    return digest.prefix(4).elementsEqual(bytes.suffix(4))
  }
}
