import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AddressFormatTests {
  /// The addresses are from EIP-55, and public ones of stablecoins' contracts.
  @Test(arguments: [
    (AddressProtocol.evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    (.tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    (
      .solana, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
    ),
    (.solana, "11111111111111111111111111111111", "11111111111111111111111111111111"),
  ])
  func addressIsKeptInOneForm(_ family: AddressProtocol, _ address: String, _ kept: String) {
    #expect(AddressFormat.normalised(address, family) == kept)
  }

  @Test(arguments: [
    (AddressProtocol.evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"),
    (.evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd"), (.evm, "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00"),
    (.evm, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg"), (.evm, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    // One letter of the checksum, and one that base 58 does not have.
    (.tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"), (.tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60"), (.tron, ""),
    // Bitcoin's first address: a right checksum of another network.
    (.tron, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), (.solana, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyT"),
    (.solana, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), (.solana, ""),
  ])
  func anythingElseIsNone(_ family: AddressProtocol, _ text: String) {
    #expect(AddressFormat.normalised(text, family) == nil)
  }

  @Test(arguments: AddressProtocol.allCases)
  func ownAddressesAreInTheirForm(_ family: AddressProtocol) {
    let identifiers = Identifiers(seed: 7)
    for number in Int64(0)..<50 {
      let address = identifiers.address(family, number)
      #expect(AddressFormat.normalised(address, family) == address)
    }
  }
}
