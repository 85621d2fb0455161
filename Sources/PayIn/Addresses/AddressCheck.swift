import Formats

/// Judges an address by its form and its checksum. Pure. No chain is asked, so a sound address may belong to anyone.
package enum AddressCheck {
  /// - Parameters:
  ///   - address: as the API gave it; nil if it gave none.
  ///   - family: of the chain that is paid on; nil if that is not known.
  package static func verdict(on address: String?, of family: AddressProtocol?) -> AddressVerdict {
    guard let address, address.unicodeScalars.contains(where: isVisible) else { return .wrong(.missing) }
    guard let family, [.evm, .tron, .solana].contains(family) else { return .unchecked }
    guard address.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }) else { return .doubtful(.unusableCharacters) }
    if let other = AddressFamily(address), other != AddressFamily(family) {
      return .wrong(.otherFamily(other.addressProtocol))
    }
    let defect =
      switch family {
      case .evm: evmDefect(address)
      case .tron: tronDefect(address)
      default: solanaDefect(address)
      }
    return defect.map(AddressVerdict.doubtful) ?? .sound
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
    return properties.generalCategory != .control && properties.generalCategory != .format
  }

  /// EIP-55: capitals are a checksum; an address of one case alone has none.
  private static func evmDefect(_ address: String) -> AddressDefect? {
    guard address.hasPrefix("0x") else { return .otherForm }
    let digits = Array(address.utf8.dropFirst(2))
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return .unusableCharacters }
    guard digits.count == 40 else { return .wrongLength }
    guard digits.contains(where: { $0 != UInt8(ascii: "0") }) else { return .zero }
    let isMixed = digits.contains(where: isCapital) && digits.contains(where: isSmall)
    return isMixed && digits != capitalised(digits) ? .badChecksum : nil
  }

  /// The digits with the capitals that EIP-55 gives them: those whose place in the hash of the digits in lower case is 8
  /// or more.
  private static func capitalised(_ digits: [UInt8]) -> [UInt8] {
    let lowered = digits.map { isCapital($0) ? $0 | 0x20 : $0 }
    let hash = Keccak256.hash(lowered)
    return lowered.enumerated().map { index, digit in
      let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 15
      return nibble >= 8 && isSmall(digit) ? digit & ~0x20 : digit
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
  private static func isSmall(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }

  /// Base58Check of the byte 0x41 and 20 bytes of the account.
  private static func tronDefect(_ address: String) -> AddressDefect? {
    guard address.hasPrefix("T") else { return .otherForm }
    guard let bytes = Base58.decode(address) else {
      return address.utf8.count > 64 ? .wrongLength : .unusableCharacters
    }
    guard address.utf8.count == 34, bytes.count == 25 else { return .wrongLength }
    guard bytes[0] == AddressFamily.tronPrefix, Base58.hasChecksum(bytes) else { return .badChecksum }
    return bytes[1..<21].allSatisfy { $0 == 0 } ? .zero : nil
  }

  /// Base 58 of 32 bytes, without a checksum.
  private static func solanaDefect(_ address: String) -> AddressDefect? {
    guard let bytes = Base58.decode(address) else {
      return address.utf8.count > 64 ? .wrongLength : .unusableCharacters
    }
    guard bytes.count == 32 else { return .wrongLength }
    return bytes.allSatisfy { $0 == 0 } ? .zero : nil
  }
}
