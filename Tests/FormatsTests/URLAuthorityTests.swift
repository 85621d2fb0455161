import Formats
import Testing

struct URLAuthorityTests {
  @Test(
    arguments: [
      ("example.com", "example.com", nil), ("example.com:8080", "example.com", 8080), ("[::1]", "[::1]", nil),
      ("[::1]:443", "[::1]", 443), ("", "", nil), ("a:65535", "a", 65535),
    ] as [(String, String, UInt16?)])
  func hostAndPortAreTakenApart(_ text: String, _ host: String, _ port: UInt16?) {
    let authority = URLAuthority(text)
    #expect(authority.host == host)
    #expect(authority.port == port)
    #expect(authority.hasValidPort)
    #expect(!authority.hasUserInfo)
  }

  @Test(arguments: ["a:", "a:0", "a:65536", "a:+80", "a:８０", "a:80:90", "[::1]x", "[::1]80"])
  func otherPortsAreNotValid(_ text: String) {
    #expect(!URLAuthority(text).hasValidPort)
  }

  @Test(arguments: ["@a", "user@a", "user:secret@a", "a@b@a"])
  func userInfoIsSeen(_ text: String) {
    #expect(URLAuthority(text).hasUserInfo)
    #expect(URLAuthority(text).host == "a")
  }

  @Test(arguments: ["localhost", "LOCALHOST:80", "[::1]:80", "127.0.0.1", "127.255.0.9:1"])
  func loopbackIsToldByItsText(_ text: String) {
    #expect(URLAuthority(text).isLoopback)
  }

  @Test(arguments: [
    "localhost.", "a.localhost", "127.1", "2130706433", "0x7f.0.0.1", "127.0.0.01", "127.0.0.256", "127.0.0.1.a",
    "127.0.0.+1", "::1", "[::2]", "128.0.0.1", "",
  ])
  func everythingElseIsAnotherMachine(_ text: String) {
    #expect(!URLAuthority(text).isLoopback)
  }
}
