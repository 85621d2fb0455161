import Formats
import Testing

@testable import PayIn

@Suite struct AuthenticationCodeTests {
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
  func codeIsThatOfTheStandard(_ vector: Vector) throws {
    let code = AuthenticationCode(of: vector.message, key: vector.key)
    #expect(code.hexadecimal == vector.code)
    #expect(code.matches(try #require(Hexadecimal.decode(vector.code))))
  }

  @Test func codeOfAnotherLengthOrWithOneBitChangedDoesNotMatch() throws {
    let code = AuthenticationCode(of: [1], key: [2])
    let bytes = try #require(Hexadecimal.decode(code.hexadecimal))
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << (bit % 8)
      #expect(!code.matches(other))
    }
    #expect(!code.matches(Array(bytes.dropLast())))
    #expect(!code.matches(bytes + [0]))
    #expect(!code.matches([]))
  }
}
