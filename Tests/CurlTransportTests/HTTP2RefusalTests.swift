import Testing

@testable import CurlTransport

/// The lines as libcurl 7.88.1 and 8.5.0 write them.
struct HTTP2RefusalTests {
  private func read(_ lines: [String]) -> HTTP2Refusal {
    var refusal = HTTP2Refusal()
    for line in lines { refusal.read(line + "\n") }
    return refusal
  }

  @Test(arguments: [
    (["Using Stream ID: 1 (easy handle 0x7f18)", "recveived GOAWAY, error=0, last_stream=0"], true),
    (["Using Stream ID: 5 (easy handle 0x7f18)", "recveived GOAWAY, error=2, last_stream=3"], true),
    (["Using Stream ID: 5 (easy handle 0x7f18)", "recveived GOAWAY, error=0, last_stream=5"], false),
    (["recveived GOAWAY, error=0, last_stream=0", "Using Stream ID: 1 (easy handle 0x7f18)"], true),
    (["received GOAWAY, error=0, last_stream=0"], true),
    (["received GOAWAY, error=0, last_stream=1"], false),
    (["recveived GOAWAY, error=0, last_stream=2147483647", "recveived GOAWAY, error=0, last_stream=0"], true),
    (["recveived GOAWAY, error=0, last_stream="], false),
    (["recveived GOAWAY, error=0, last_stream=0x"], false),
    (["recveived GOAWAY, error=x, last_stream=0"], false),
    (["h2h3 [x: recveived GOAWAY, error=0, last_stream=0]"], false),
    (["Using Stream ID: 9 (other words)", "recveived GOAWAY, error=0, last_stream=3"], false),
  ])
  func isBelowStreamByWholeLinesOnly(_ lines: [String], _ isBelow: Bool) {
    #expect(read(lines).isBelowStream == isBelow)
    #expect(!read(lines).hasRefusedStream)
  }

  @Test(arguments: [
    ("REFUSED_STREAM, retrying a fresh connect", true), ("REFUSED_STREAM", false),
    (" REFUSED_STREAM, retrying a fresh connect", false),
    ("Connection died, retrying a fresh connect (retry count: 1)", false),
    ("HTTP/2 stream 1 was not closed cleanly: CANCEL (err 8)", false),
  ])
  func refusedStreamIsReadByItsWholeLineOnly(_ line: String, _ isRefused: Bool) {
    #expect(read([line]).hasRefusedStream == isRefused)
  }
}
