import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Expected codes by OpenSSL: `openssl dgst -sha256 -hmac SECRET`.
@Suite struct SignatureSchemeTests {
  private static let secret = "whsec_0123456789abcdef"
  private static let body = Array(
    #"{"id":"evt_1","type":"order.completed","data":{"amount":"10.50","note":"订单"}}"#.utf8)

  @Test func hexIsTheCodeOfTheBody() {
    #expect(
      SignatureScheme.hex.signature(of: Self.body, secret: Self.secret, at: 0)
        == "e344acc5e19980f1afb06a9132e4a0f1db7c4ecbbaf228a3753f8b3f007a5ea7")
  }

  /// RFC 4231, section 4.3.
  @Test func codeIsThatOfTheRFC() {
    #expect(
      SignatureScheme.hex.signature(of: Array("what do ya want for nothing?".utf8), secret: "Jefe", at: 7)
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func timestampedIsTheCodeOfSecondsPointAndBody() {
    #expect(
      SignatureScheme.timestamped.signature(of: Self.body, secret: Self.secret, at: 1_738_060_200)
        == "t=1738060200,v1=d92920c5095675a257b10b4b2a76f5d8210fd42ce4fcc6a7c72cbe2cae51be56")
  }
}
