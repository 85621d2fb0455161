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
