import Formats
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct Base58Tests {
  struct Row: Sendable {
    let bytes: [UInt8]
    let text: String
  }

  /// The rows are from the test vectors of draft-msporny-base58.
  @Test(arguments: [
    Row(bytes: Array("Hello World!".utf8), text: "2NEpo7TZRRrLZSi2U"),
    Row(
      bytes: Array("The quick brown fox jumps over the lazy dog.".utf8),
      text: "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"),
    Row(bytes: [0x00, 0x00, 0x28, 0x7f, 0xb4, 0xcd], text: "11233QC4"),
    Row(bytes: [], text: ""),
  ])
  func encodesTheVectors(_ row: Row) {
    #expect(Base58.encode(row.bytes) == row.text)
    #expect(Base58.decode(row.text) == (row.text.isEmpty ? nil : row.bytes))
  }

  @Test(arguments: ["0", "O", "I", "l", "2NEpo7TZRRrLZSi2 U", "é"])
  func otherCharactersAreNotDecoded(_ text: String) {
    #expect(Base58.decode(text) == nil)
  }

  /// Mainnet's USDT contract, whose two forms are public.
  @Test func tronAddressHasItsChecksum() {
    let contract: [UInt8] = [
      0x41, 0xa6, 0x14, 0xf8, 0x03, 0xb6, 0xfd, 0x78, 0x09, 0x86, 0xa4, 0x2c, 0x78, 0xec, 0x9c, 0x7f, 0x77, 0xe6, 0xde,
      0xd1, 0x3c,
    ]
    #expect(Base58.encodeChecked(contract) == "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")
  }
}
