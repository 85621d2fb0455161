import Testing

@testable import PayIn

struct AddressVerdictsTests {
  private static let evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

  @Test func remembersTheVerdictOfEachFamily() {
    let verdicts = AddressVerdicts()
    for _ in 0..<3 {
      #expect(verdicts.verdict(on: Self.evm, of: .evm) == .sound)
      #expect(verdicts.verdict(on: Self.evm, of: .tron) == .wrong(.otherFamily(.evm)))
      #expect(verdicts.verdict(on: Self.evm, of: nil) == .unchecked)
      #expect(verdicts.verdict(on: nil, of: .evm) == .wrong(.missing))
    }
  }

  /// A mistake in one letter's case breaks the checksum (EIP-55), and the remembered address is another one.
  @Test func anAddressOfAnotherCaseIsJudgedByItself() {
    let verdicts = AddressVerdicts()
    #expect(verdicts.verdict(on: Self.evm, of: .evm) == .sound)
    #expect(verdicts.verdict(on: String(Self.evm.dropLast()) + "D", of: .evm) == .doubtful(.badChecksum))
  }

  @Test func manyAddressesAreJudgedAlike() {
    let verdicts = AddressVerdicts()
    for number in 0..<2000 {
      #expect(verdicts.verdict(on: "0x\(number)", of: .evm) == .doubtful(.wrongLength))
    }
    #expect(verdicts.verdict(on: Self.evm, of: .evm) == .sound)
  }
}
