import Formats

/// Which family's address a text is, where its form leaves no doubt. It need not be sound.
enum AddressFamily: Equatable {
  case evm
  case tron
  case solana
  /// A family that PayIn has no chain of, such as Bitcoin's.
  case unused

  /// The first byte of every account of Tron.
  static let tronPrefix: UInt8 = 0x41

  init?(_ family: AddressProtocol) {
    switch family {
    case .evm: self = .evm
    case .tron: self = .tron
    case .solana: self = .solana
    default: return nil
    }
  }

  /// Nil if the text could be of several families, or of none.
  init?(_ address: String) {
    if address.hasPrefix("0x") || address.hasPrefix("0X") {
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
