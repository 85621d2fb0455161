import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct WebhookURLTests {
  @Test(arguments: [
    "https://yourstore.com/webhooks/payin?a=b", "HTTPS://example.com", "https://10.0.0.1:8443/", "http://localhost",
    "http://LOCALHOST:3000/hook", "http://127.0.0.1:1/", "http://[::1]:65535/x?y", "https://[2001:db8::1]/",
  ])
  func placeIsAccepted(_ text: String) throws {
    #expect(try WebhookURL(text).text == text)
  }

  @Test(arguments: [
    ("http://yourstore.com/", WebhookURL.Problem.notHTTPS), ("http://192.168.0.7/", .notHTTPS),
    ("http://localhost.evil.example/", .notHTTPS), ("http://127.0.0.1.evil.example/", .notHTTPS),
    ("http://0.0.0.0/", .notHTTPS), ("file:///etc/passwd", .notHTTPS), ("gopher://localhost/", .notHTTPS),
    ("http://localhost@evil.example/", .userInfo), ("https://user:pass@example.com/", .userInfo),
    ("https://example.com/#top", .fragment), ("https://example.com:0/", .port), ("https://example.com:65536/", .port),
    ("https://example.com:/", .port), ("https://[::1]:x/", .port), ("http://localhost:+80/", .port),
    ("http://localhost./", .notHTTPS), ("http://2130706433/", .notHTTPS), ("http://0x7f.0.0.1/", .notHTTPS),
    ("http://127.1/", .notHTTPS), ("http://127.0.0.01/", .notHTTPS), ("http://127.0.0.256/", .notHTTPS),
    ("https:///hook", .notAURL),
    ("example.com", .notAURL),
    ("", .notAURL), ("https://example.com/a b", .notAURL), ("https://example.com/\r\nX: y", .notAURL),
    ("https://exämple.com/", .notAURL), ("https://example.com/" + String(repeating: "a", count: 2048), .tooLong),
  ])
  func otherPlaceIsRefusedWithItsReason(_ text: String, _ problem: WebhookURL.Problem) {
    #expect(throws: problem) { try WebhookURL(text) }
  }

  @Test(arguments: SigningKeyTests.thisMachine)
  func addressOfThisMachineIsRecognised(_ text: String) throws {
    #expect(try WebhookURL(text).isLoopback)
  }

  @Test(arguments: SigningKeyTests.otherMachines)
  func addressThatOnlyLooksLikeThisMachineIsNot(_ text: String) throws {
    #expect(try !WebhookURL(text).isLoopback)
  }
}
