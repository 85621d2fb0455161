import Formats
import Testing

@testable import PayIn

/// The standards' vectors and the comparison in constant time are tests of `Digest`.
@Suite struct AuthenticationCodeTests {
  /// RFC 4231, section 4.3.
  private static let digits = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

  @Test func codeIsOfTheMessageUnderTheKey() throws {
    let code = AuthenticationCode(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(code.hexadecimal == Self.digits)
    #expect(code.matches(try #require(Hexadecimal.decode(Self.digits))))
    #expect(!code.matches(Array(repeating: 0, count: 32)))
    #expect(!code.matches([]))
  }
}
