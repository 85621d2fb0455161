import HTTP
import Testing

@testable import CurlTransport

struct OriginTests {
  @Test(arguments: [
    ("http://h/", "http", "h", "80"), ("https://h/a?b", "https", "h", "443"),
    ("HTTPS://Host.Example:8443", "https", "host.example", "8443"),
    ("http://[::1]:9/", "http", "[::1]", "9"), ("http://2130706433/", "http", "127.0.0.1", "80"),
  ])
  func readsSchemeHostAndPort(url: String, scheme: String, host: String, port: String) throws {
    let origin = try Origin(url: url)
    #expect(origin.scheme == scheme)
    #expect(origin.host == host)
    #expect(origin.port == port)
    #expect(origin.isTLS == (scheme == "https"))
  }

  @Test(arguments: [
    "", "h", "/path", "//h/", "http://", "ftp://h/", "file:///etc/passwd", "gopher://h/",
    "http://h:99999/",
    "http://user:secret@h/", "http://h/a b", "http://h/\r\nX: 1", "http://h/\0.example", "http://h/ü", " http://h/",
  ])
  func refusesOtherURLs(_ url: String) {
    let error = #expect(throws: HTTPTransportError.self) { _ = try Origin(url: url) }
    #expect(error?.code == .invalidRequest)
    #expect(error?.mayHaveReachedServer == false)
    #expect(error?.detail.contains("secret") == false)
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST", true), ("a.localhost", true), ("127.0.0.1", true), ("127.9.9.9", true),
    ("[::1]", true), ("127.1", true), ("notlocalhost", false), ("localhost.example", false), ("128.0.0.1", false),
    ("127.0.0.1.example", false), ("127.a.b.c", false), ("[::2]", false), ("10.127.0.1", false),
  ])
  func knowsLoopback(host: String, isLoopback: Bool) throws {
    #expect(try Origin(url: "http://\(host)/").isLoopback == isLoopback)
  }

  /// Each URL may be taken for the one before it by a reader that looks at the beginning only.
  @Test func rememberedOriginIsThatOfTheWholeAuthority() throws {
    let cache = OriginCache()
    let urls = [
      "http://h:80/a", "http://h:80/b?c#d", "http://h:80", "http://h:8080/a", "http://h:80?c", "http://h:80#d",
      "https://h:80/a", "http://h/a", "http://h.example/a", "http://h:80/a", "http://h:8/a", "http://h:80.example/",
      "http:/h/a", "http://i/a", "http:///h/a", "http:///i/a", "http:i/a", "http://h/a",
    ]
    for url in urls {
      let (expected, found) = (try? Origin(url: url), try? cache.origin(of: url))
      #expect(found == expected, "\(url)")
    }
  }

  @Test(arguments: ["http://h/a b", "http://h/\r\nX: 1", "http://h/ü", "http://u@h/", "http://h@evil/"])
  func rememberedOriginLetsNoBadURLPass(_ url: String) throws {
    let cache = OriginCache()
    _ = try cache.origin(of: "http://h/")
    #expect(throws: HTTPTransportError.self) { _ = try cache.origin(of: url) }
  }
}
