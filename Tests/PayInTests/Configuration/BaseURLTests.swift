import Testing

@testable import PayIn

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://testnet.payin.com/api/v1", "https://testnet.payin.com"),
    ("https://testnet.payin.com/api/v1/", "https://testnet.payin.com"),
    ("https://testnet.payin.com", "https://testnet.payin.com"),
    ("HTTPS://Testnet.PayIn.com/", "https://testnet.payin.com"),
    ("https://testnet.payin.com.", "https://testnet.payin.com"),
    ("https://pay.example.org:8443/payin/api/v1", "https://pay.example.org:8443/payin"),
    ("http://127.0.0.1:4010", "http://127.0.0.1:4010"),
    ("http://localhost:4010/api/v1", "http://localhost:4010"),
    ("http://[::1]:4010", "http://[::1]:4010"),
  ])
  func addressWorksWithAndWithoutTheVersion(_ text: String, _ root: String) throws {
    let url = try BaseURL(text)
    #expect(url.root == root)
    #expect(url.api == root + "/api/v1")
  }

  @Test(arguments: [
    ("", BaseURL.ValidationError.notAURL), ("testnet.payin.com", .notAURL), ("ftp://testnet.payin.com", .notAURL),
    ("https://", .notAURL), ("https:///api/v1", .notAURL), ("https://a b.com", .notAURL), ("https://a..b", .notAURL),
    ("https://héllo.com", .notAURL), ("http://testnet.payin.com", .notHTTPS),
    ("http://127.0.0.1.example.com", .notHTTPS),
    ("http://localhost.example.com", .notHTTPS), ("http://127.1", .notHTTPS), ("http://2130706433", .notHTTPS),
    ("https://user:secret@testnet.payin.com", .userInfo), ("https://testnet.payin.com@example.com", .userInfo),
    ("https://testnet.payin.com?x=1", .queryOrFragment), ("https://testnet.payin.com/#x", .queryOrFragment),
    ("https://testnet.payin.com/api", .path), ("https://testnet.payin.com/api/v2", .path),
    ("https://testnet.payin.com/a/../b", .path), ("https://testnet.payin.com/%2e", .path),
    ("https://testnet.payin.com:0", .port), ("https://testnet.payin.com:99999", .port),
    ("https://testnet.payin.com:+1", .port), ("https://[::1]x", .port),
  ])
  func unsoundAddressIsRefused(_ text: String, _ error: BaseURL.ValidationError) {
    #expect(throws: error) { try BaseURL(text) }
  }

  @Test(arguments: [
    ("https://testnet.payin.com", Mode.testnet), ("https://app.testnet.payin.com", .testnet),
    ("https://app.payin.com/api/v1", .mainnet), ("https://APP.payin.com.:443", .mainnet),
    ("https://api.payin.com", .mainnet),
    ("https://payin.com", .mainnet), ("https://payin.com.example.org", .custom), ("https://xpayin.com", .custom),
    ("http://127.0.0.1:1", .custom), ("http://[::1]:1", .custom),
  ])
  func modeFollowsTheHost(_ text: String, _ mode: Mode) throws {
    #expect(Mode(of: try BaseURL(text)) == mode)
  }
}
