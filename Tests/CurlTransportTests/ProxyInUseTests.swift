import Testing

@testable import CurlTransport

/// The name of a proxy, as read from the line that libcurl logs.
@Suite struct ProxyInUseTests {
  @Test(arguments: [
    ("http://127.0.0.1:3128", "127.0.0.1:3128"), ("127.0.0.1:3128", "127.0.0.1:3128"),
    ("http://user:secret@proxy.example:3128/", "proxy.example:3128"), ("user:secret@proxy.example", "proxy.example"),
    // A password should be percent-encoded, and often is not.
    ("http://user:sec/ret@proxy.example:3128", "proxy.example:3128"),
    ("http://user:sec#ret@proxy.example:3128", "proxy.example:3128"),
    ("http://user:sec?ret@proxy.example:3128", "proxy.example:3128"),
    ("http://us/er:sec@ret@proxy.example:3128/path?query", "proxy.example:3128"),
    ("user:sec://ret@proxy.example", "proxy.example"), ("http://user:se'cret@[::1]:3128", "[::1]:3128"),
  ])
  func neitherUserNorPasswordIsNamed(_ url: String, _ place: String) {
    var proxy = ProxyInUse()
    proxy.read("Uses proxy env variable https_proxy == '\(url)'\n")
    #expect(proxy.name == "https_proxy \(place)")
  }

  @Test func otherLinesNameNothing() {
    var proxy = ProxyInUse()
    proxy.read("  Trying 127.0.0.1:3128...\n")
    proxy.read("Uses proxy env variable no_proxy\n")
    #expect(proxy.name == nil)
  }
}
