import CurlTransport
import HTTP
import Testing

struct SmokeTests {
  @Test func version() { #expect(CurlTransport.curlVersion.contains("libcurl")) }
}
