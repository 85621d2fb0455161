/// What is wrong with an address that payers are to use.
package enum AddressDefect: Sendable, Hashable {
  /// There is none, or nothing of it can be seen.
  case missing
  /// It belongs to another family of chains; nil if that family is none that PayIn uses.
  case otherFamily(AddressProtocol?)
  case wrongLength
  /// Its checksum does not fit: some character was changed.
  case badChecksum
  /// All its bytes are zero: what is sent to it is lost.
  case zero
  /// It has characters that no address of this chain has, such as look-alikes of other alphabets.
  case unusableCharacters
  /// It does not begin as addresses of this chain do.
  case otherForm
}

/// What can be said of an address without asking a chain.
package enum AddressVerdict: Sendable, Equatable {
  case sound
  /// Nothing is known of the family of the chain.
  case unchecked
  /// It may be a mistake: nobody should pay to it before it was compared with the merchant's own records.
  case doubtful(AddressDefect)
  /// Nobody can pay to it, or the payment would go to another chain.
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
  /// What is wrong, to follow a colon; without a full stop.
  ///
  /// - Parameter family: of the chain that is paid on; nil if that is not known.
  package func words(_ family: AddressProtocol?) -> LocalizedText {
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
  /// What is said of an address that is shown although it is not sound.
  ///
  /// - Parameter owner: whose address it is, such as `order ord_1`.
  package init(_ defect: AddressDefect, isWrong: Bool, of family: AddressProtocol?, _ owner: LocalizedText) {
    let reason = defect.words(family)
    let (english, chinese) = (owner[.english], owner[.chinese])
    let text =
      isWrong
      ? LocalizedText(
        "The address of \(english) must not be paid: \(reason[.english]). Check it in the PayIn dashboard.",
        "\(chinese)的地址不可付款：\(reason[.chinese])。请在 PayIn 管理后台核对。")
      : LocalizedText(
        "Nobody must pay to the address of \(english) before it was compared with the PayIn dashboard: \(reason[.english]).",
        "在与 PayIn 管理后台核对之前，不得向\(chinese)的地址付款：\(reason[.chinese])。")
    self.init(isWrong ? .addressWrong : .addressDoubtful, fields: ["address"], detail: text)
  }
}

extension Warning.Code {
  /// An address that nobody can pay to on its chain.
  package static let addressWrong = Warning.Code(rawValue: "address_wrong")
  /// An address that may be mistaken.
  package static let addressDoubtful = Warning.Code(rawValue: "address_doubtful")
}
