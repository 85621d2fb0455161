import Testing

@testable import PayIn

@Suite struct AddressProtocolTests {
  private static let evm = "0xdAC17F958D2ee523a2206206994597C13D831ec7"
  private static let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
  private static let solana = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"

  @Test func addressFitsItsOwnProtocolOnly() {
    for (family, own) in [(AddressProtocol.evm, Self.evm), (.tron, Self.tron)] {
      #expect([Self.evm, Self.tron, Self.solana].filter(family.isAddress) == [own])
    }
    // Tron's letters and length are also possible on Solana.
    #expect([Self.evm, Self.tron, Self.solana].filter(AddressProtocol.solana.isAddress) == [Self.tron, Self.solana])
    #expect(!AddressProtocol.tron.isAddress(String(Self.tron.dropLast())))
  }

  @Test(arguments: [
    "", "0x", "0xA", String(evm.dropLast()), evm + "0", "0x" + String(repeating: "g", count: 40),
    "0x" + String(repeating: "é", count: 20), "T" + String(repeating: "0", count: 33),
    "T" + String(repeating: "/", count: 33), solana + "?x=y", String(repeating: "é", count: 20), "javascript:alert(1)",
  ])
  func otherTextIsNoAddress(_ text: String) {
    #expect([AddressProtocol.evm, .tron, .solana, AddressProtocol(rawValue: "x")].allSatisfy { !$0.isAddress(text) })
  }

  @Test func transactionHasTheLengthOfItsProtocol() {
    let hex = String(repeating: "0123456789abcdef", count: 4)
    let signature = String(repeating: "5", count: 88)
    let all = [hex, "0x" + hex, signature]
    #expect(all.filter(AddressProtocol.evm.isTransaction) == ["0x" + hex])
    #expect(all.filter(AddressProtocol.tron.isTransaction) == [hex])
    #expect(all.filter(AddressProtocol.solana.isTransaction) == [signature])
    #expect(!AddressProtocol(rawValue: "x").isTransaction(hex))
  }
}
