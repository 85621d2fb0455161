import Formats

/// Judges an address by its form and its checksum. Pure. No chain is asked, so a sound address may belong to anyone.
package enum AddressCheck {
  /// - Parameters:
  ///   - address: as the API gave it; nil if it gave none.
  ///   - family: of the chain that is paid on; nil if that is not known.
  package static func verdict(on address: String?, of family: AddressProtocol?) -> AddressVerdict {
    guard let address, address.unicodeScalars.contains(where: isVisible) else { return .wrong(.missing) }
    guard let family, [.evm, .tron, .solana].contains(family) else { return .unchecked }
    guard address.hasOnlyBytes({ 0x21..<0x7F ~= $0 }) else { return .doubtful(.unusableCharacters) }
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
    if scalar.isASCII { return 0x21..<0x7F ~= scalar.value }
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
    return properties.generalCategory != .control && properties.generalCategory != .format
  }

  /// EIP-55: capitals are a checksum; an address of one case alone has none.
  private static func evmDefect(_ address: String) -> AddressDefect? {
    guard address.utf8.starts(with: "0x".utf8) else { return .otherForm }
    let digits = Array(address.utf8.dropFirst(2))
    guard digits.allSatisfy(Hexadecimal.isDigit) else { return .unusableCharacters }
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

/// The reason why payers should not use an address.
package enum AddressDefect: Sendable, Hashable {
  /// The address is missing or consists of invisible characters.
  case missing
  /// The address belongs to another family of chains; nil if PayIn does not use that family.
  case otherFamily(AddressProtocol?)
  case wrongLength
  /// The checksum does not match, so a character was changed.
  case badChecksum
  /// All bytes are zero: payments to it are lost.
  case zero
  /// The text has characters that no address of this chain has, such as look-alikes of other alphabets.
  case unusableCharacters
  /// The text does not begin as addresses of this chain do.
  case otherForm
}

/// The judgement of an address by its text alone, without asking a chain.
package enum AddressVerdict: Sendable, Equatable {
  case sound
  /// This version knows no rules for the chain's family.
  case unchecked
  /// The address may be mistaken: it must be compared with the merchant's own books before a payment.
  case doubtful(AddressDefect)
  /// A payment would be lost or go to another chain.
  case wrong(AddressDefect)

  package var defect: AddressDefect? {
    switch self {
    case .sound, .unchecked: nil
    case .doubtful(let defect), .wrong(let defect): defect
    }
  }

  package var isWrong: Bool {
    if case .wrong = self { true } else { false }
  }
}

extension AddressDefect {
  /// The defect as a clause that follows a colon, without a full stop.
  ///
  /// - Parameter family: of the chain that is paid on; nil if that is not known.
  package func text(_ family: AddressProtocol?) -> LocalizedText {
    switch self {
    case .missing: LocalizedText("the API gave no address", "API 未提供地址")
    case .otherFamily(let other): Self.otherFamily(other, family)
    case .wrongLength: LocalizedText("it is too short or too long", "长度不对")
    case .badChecksum: LocalizedText("its checksum does not fit, so a character is wrong", "校验和不符，说明有字符错误")
    case .zero: LocalizedText("it is the zero address, where payments are lost", "这是零地址，转入的款项会丢失")
    case .unusableCharacters:
      LocalizedText("it has characters that no address of this chain has", "含有此链的地址中不会出现的字符")
    case .otherForm: LocalizedText("it does not begin as addresses of this chain do", "开头与此链的地址不同")
    }
  }

  private static func otherFamily(_ other: AddressProtocol?, _ family: AddressProtocol?) -> LocalizedText {
    let (found, wanted) = (other?.rawValue, family?.rawValue)
    return LocalizedText(
      "it is \(found.map { "an address of \($0)" } ?? "an address of another kind of chain"), not of \(wanted ?? "this chain")",
      "这是\(found.map { " \($0) " } ?? "其他类型链")的地址，不是\(wanted.map { " \($0) " } ?? "此链")的地址")
  }
}

extension Warning {
  /// The warning of an address that is shown although it has a defect.
  ///
  /// - Parameter owner: whose address it is, such as `order ord_1`.
  package init(_ defect: AddressDefect, isWrong: Bool, of family: AddressProtocol?, _ owner: LocalizedText) {
    let reason = defect.text(family)
    let (english, chinese) = (owner[.english], owner[.chinese])
    let text =
      isWrong
      ? LocalizedText(
        "The address of \(english) must not be paid: \(reason[.english]). Check it in the PayIn dashboard.",
        "\(chinese)的地址不可付款：\(reason[.chinese])。请在 PayIn 管理后台核对。")
      : LocalizedText(
        "Nobody may pay to the address of \(english) until it has been compared with the PayIn dashboard: \(reason[.english]).",
        "在与 PayIn 管理后台核对之前，不得向\(chinese)的地址付款：\(reason[.chinese])。")
    self.init(isWrong ? .addressWrong : .addressDoubtful, fields: ["address"], detail: text)
  }
}

extension Warning.Code {
  /// Payments to the address would be lost.
  package static let addressWrong = Warning.Code(rawValue: "address_wrong")
  /// The address may be mistaken.
  package static let addressDoubtful = Warning.Code(rawValue: "address_doubtful")
}
