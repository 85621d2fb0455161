import HTTP
import Testing

@testable import CurlTransport

struct RequestHeaderLinesTests {
  @Test(arguments: [
    ("X", "a\r\nInjected: 1"), ("X", "a\nb"), ("X", "a\rb"), ("X", "a\0b"), ("X", "a\u{7F}"), ("X", "\u{1B}[0m"),
    ("X\r\nY", "1"), ("X:Y", "1"), ("X Y", "1"), ("X\0", "1"), ("", "1"), ("Schlüssel", "1"),
    ("Content-Length", "0"), ("transfer-encoding", "chunked"), ("HOST", "elsewhere"), ("Expect", "100-continue"),
    ("Connection", "close"), ("Upgrade", "h2c"), ("TE", "trailers"),
  ])
  func refusesWhatCouldBreakTheFraming(name: String, value: String) {
    let error = #expect(throws: HTTPTransportError.self) {
      _ = try RequestHeaderLines([HTTPHeaders.Field(name: name, value: value)], userAgent: "")
    }
    #expect(error?.code == .invalidRequest)
    #expect(error?.mayHaveReachedServer == false)
  }

  @Test func refusesUserAgentWithLineEnd() {
    #expect(throws: HTTPTransportError.self) { _ = try RequestHeaderLines([], userAgent: "a\r\nb: c") }
  }

  @Test func keepsOrderAndRepeats() throws {
    let lines = try RequestHeaderLines(["B": "1", "a": "zwölf", "B": "2"], userAgent: "").lines
    #expect(lines.prefix(3) == ["B: 1", "a: zwölf", "B: 2"])
  }

  @Test(arguments: ["", " ", "\t "]) func blankValueIsSentBlank(_ value: String) throws {
    #expect(try RequestHeaderLines(["X-Blank": value], userAgent: "").lines.first == "X-Blank;")
  }

  @Test func userAgentOfTheRequestWins() throws {
    #expect(try RequestHeaderLines([], userAgent: "house").lines.contains("User-Agent: house"))
    let lines = try RequestHeaderLines(["user-agent": "own"], userAgent: "house").lines
    #expect(lines.filter { $0.lowercased().hasPrefix("user-agent") } == ["user-agent: own"])
  }

  /// libcurl adds neither field to a request without a body (CURLOPT_HTTPGET(3)).
  @Test func withoutABodyOnlyAcceptIsSuppressed() throws {
    let lines = try RequestHeaderLines(["A": "1"], userAgent: "", hasBody: false).lines
    #expect(lines == ["A: 1", "Accept:"])
    #expect(try RequestHeaderLines([], userAgent: "").lines == ["Accept:", "Content-Type:", "Expect:"])
  }
}
