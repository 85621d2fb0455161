import Formats
import Testing

struct Base58Tests {
  /// Rows of Bitcoin Core's base58_encode_decode.json.
  @Test(arguments: [
    ("61", "2g"), ("626262", "a3gV"), ("636363", "aPEr"),
    ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
    ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
    ("516b6fcd0f", "ABnLTmg"), ("10c8511e", "Rt5zm"), ("00000000000000000000", "1111111111"),
  ])
  func bytesAreWrittenAndReadAsBitcoinDoes(_ hex: String, _ text: String) throws {
    let bytes = try #require(Hexadecimal.decode(hex))
    #expect(Base58.encode(bytes) == text)
    #expect(Base58.decode(text) == bytes)
  }

  @Test(arguments: ["", "0", "O", "I", "l", "a b", "é", String(repeating: "2", count: 129)])
  func otherTextIsRefused(_ text: String) {
    #expect(Base58.decode(text) == nil)
  }
}
