import Testing

@testable import Digest

@Suite struct SHA256Tests {
  struct Vector: CustomTestStringConvertible {
    let number: Int
    let key: [UInt8]
    let message: [UInt8]
    let code: String

    var testDescription: String { "RFC 4231, 4.\(number + 1)" }
  }

  /// RFC 4231, section 4, without the case of a truncated code.
  static let vectors = [
    Vector(
      number: 1, key: Array(repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      number: 2, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      number: 3, key: Array(repeating: 0xAA, count: 20), message: Array(repeating: 0xDD, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      number: 4, key: Array(0x01...0x19), message: Array(repeating: 0xCD, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      number: 6, key: Array(repeating: 0xAA, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      number: 7, key: Array(repeating: 0xAA, count: 131),
      message: Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. \
        The key needs to be hashed before being used by the HMAC algorithm.
        """.utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test(arguments: vectors)
  func codeIsThatOfTheStandard(_ vector: Vector) {
    #expect(Self.hexadecimal(SHA256.hmac(vector.message, key: vector.key)) == vector.code)
  }

  /// From Python's hmac; an empty key must not be taken for none.
  @Test func emptyKeyAndMessageHaveACode() {
    #expect(
      Self.hexadecimal(SHA256.hmac([], key: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  /// FIPS 180-2, appendix B, and NIST's vector of the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func hashIsThatOfTheStandard(_ message: String, _ hash: String) {
    #expect(Self.hexadecimal(SHA256.hash(message.utf8)) == hash)
  }

  @Test func codeOfAnotherLengthOrWithOneBitChangedIsNotEqual() {
    let code = SHA256.hmac([1], key: [2])
    #expect(SHA256.areEqual(code, SHA256.hmac([1], key: [2])))
    for bit in 0..<256 {
      var other = code
      other[bit / 8] ^= 1 << (bit % 8)
      #expect(!SHA256.areEqual(code, other))
    }
    #expect(!SHA256.areEqual(code, Array(code.dropLast())))
    #expect(!SHA256.areEqual(code, code + [0]))
    #expect(!SHA256.areEqual(code, []))
    #expect(SHA256.areEqual([], []))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
