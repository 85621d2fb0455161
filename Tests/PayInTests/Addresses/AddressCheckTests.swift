import Testing

@testable import PayIn

/// Addresses are from EIP-55, from stablecoins' published contracts, and from the Python package `base58`.
@Suite struct AddressCheckTests {
  private static let evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
  private static let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
  private static let solana = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
  private static let bitcoin = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"

  private func verdict(_ address: String?, _ family: AddressProtocol?) -> AddressVerdict {
    AddressCheck.verdict(on: address, of: family)
  }

  @Test(arguments: [
    // All of EIP-55: capitals alone, small letters alone, and mixed.
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
    "0x1111111111111111111111111111111111111111",
  ])
  func addressOfEIP55IsSound(_ address: String) {
    #expect(verdict(address, .evm) == .sound)
  }

  /// Whatever chains this version knows: their tokens' contracts are addresses.
  @Test func contractsOfTheBuiltInTableAreSound() {
    for chain in AssetTable.builtIn.chains {
      for asset in chain.assets {
        #expect(verdict(asset.contract, chain.addressProtocol) == .sound, "\(asset.currency) on \(chain.id)")
      }
    }
  }

  @Test func oneCapitalLessOrMoreIsDoubtful() {
    for index in Self.evm.indices.dropFirst(2) where Self.evm[index].isLetter {
      var changed = Self.evm
      let letter = Self.evm[index]
      changed.replaceSubrange(index...index, with: letter.isUppercase ? letter.lowercased() : letter.uppercased())
      #expect(verdict(changed, .evm) == .doubtful(.badChecksum), "\(changed)")
    }
  }

  @Test func oneOtherCharacterOfTronIsDoubtful() {
    for index in Self.tron.indices.dropFirst() {
      var changed = Self.tron
      changed.replaceSubrange(index...index, with: Self.tron[index] == "a" ? "b" : "a")
      #expect(verdict(changed, .tron) == .doubtful(.badChecksum), "\(changed)")
    }
  }

  @Test(
    arguments: [
      (.evm, String(evm.dropLast()), .wrongLength), (.evm, evm + "0", .wrongLength), (.evm, "0xA", .wrongLength),
      (.evm, "0x", .wrongLength), (.evm, "0x" + String(repeating: "0", count: 40), .zero),
      (.evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", .unusableCharacters),
      // Cyrillic а, a full-width 0, a space, a zero-width space.
      (.evm, "0x5\u{0430}Aeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .unusableCharacters),
      (.evm, "０x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .unusableCharacters), (.evm, " \(evm)", .unusableCharacters),
      (.evm, evm + "\u{200B}", .unusableCharacters), (.evm, String(evm.dropFirst(2)), .otherForm),
      (.evm, "0X" + evm.dropFirst(2), .otherForm), (.evm, "pending", .otherForm),
      (.tron, String(tron.dropLast()), .wrongLength), (.tron, tron + "t", .wrongLength), (.tron, "T", .wrongLength),
      (.tron, "T" + String(repeating: "1", count: 300), .wrongLength),
      // Cyrillic Т, and characters that base 58 leaves out.
      (.tron, "\u{0422}" + tron.dropFirst(), .unusableCharacters), (.tron, tron.dropLast() + "0", .unusableCharacters),
      (.tron, "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb", .zero),
      (.tron, "41a614f803b6fd780986a42c78ec9c7f77e6ded13c", .otherForm), (.tron, "null", .otherForm),
      (.solana, String(solana.dropLast(4)), .wrongLength), (.solana, solana + "vv", .wrongLength),
      (.solana, "11111111111111111111111111111111", .zero), (.solana, solana.dropLast() + "l", .unusableCharacters),
      (.solana, String(repeating: "5", count: 300), .wrongLength),
    ] as [(AddressProtocol, String, AddressDefect)])
  func addressThatMayBeMistakenIsDoubtful(_ family: AddressProtocol, _ address: String, _ fault: AddressDefect) {
    #expect(verdict(address, family) == .doubtful(fault))
  }

  @Test(
    arguments: [
      (.evm, tron, .tron), (.evm, solana, .solana), (.evm, bitcoin, nil), (.tron, evm, .evm), (.tron, "0xA", .evm),
      (.tron, "0X" + evm.dropFirst(2), .evm), (.tron, solana, .solana), (.tron, bitcoin, nil),
      (.evm, tron.dropLast() + "u", .tron), (.evm, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60", .tron),
      (.solana, evm, .evm), (.solana, tron, .tron), (.solana, bitcoin, nil),
      (.evm, "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", nil),
      (.tron, "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ", nil),
    ] as [(AddressProtocol, String, AddressProtocol?)])
  func addressOfAnotherFamilyIsWrong(_ family: AddressProtocol, _ address: String, _ other: AddressProtocol?) {
    #expect(verdict(address, family) == .wrong(.otherFamily(other)))
  }

  @Test(
    arguments: [nil, "", " ", "\t\n", "\u{200B}", "\u{3000}", "\u{FEFF}\u{202E}"],
    [AddressProtocol.evm, .tron, .solana, AddressProtocol(rawValue: "move"), nil])
  func noAddressIsWrongWhateverTheChain(_ address: String?, _ family: AddressProtocol?) {
    #expect(verdict(address, family) == .wrong(.missing))
  }

  @Test(arguments: [Self.evm, Self.tron, "whatever"])
  func nothingIsSaidOfAnUnknownFamily(_ address: String) {
    #expect(verdict(address, nil) == .unchecked)
    #expect(verdict(address, AddressProtocol(rawValue: "move")) == .unchecked)
  }
}
