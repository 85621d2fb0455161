/// Finds out from libcurl's log whether an HTTP/2 server said that it did not process a request.
///
/// RFC 9113, section 8.7, has two such statements: RST_STREAM with REFUSED_STREAM, and a GOAWAY whose last stream is
/// below that of the request. libcurl has a code for neither. Measured with 7.88.1: after REFUSED_STREAM it repeats the
/// request, which `Transfer` refuses; after such a GOAWAY it ends with CURLE_HTTP2, or with CURLE_PARTIAL_FILE if a
/// RST_STREAM came too, as after other errors of the protocol, and leaves the error buffer empty. Only lines of its log
/// tell them apart, so these are compared word by word. A line that another version writes in another way proves
/// nothing, and the write stays uncertain.
///
/// Takes only the lines of one request, from its start on: before it, libcurl also checks idle connections, and logs
/// their servers' messages in the same words.
struct HTTP2Refusal {
  private var streamID: UInt32?
  private var lastStreamID: UInt32?
  /// Whether libcurl took the end of the request's stream for REFUSED_STREAM. It also does so after a GOAWAY of that
  /// meaning if its connection is still in use.
  private(set) var hasRefusedStream = false

  /// Whether the server will process no stream like that of the request. This proves something only for a request that
  /// was not repeated: the repeat checks idle connections again.
  var isBelowStream: Bool {
    guard let lastStreamID else { return false }
    // The first stream of a client is 1 (RFC 9113, section 5.1.1).
    return lastStreamID < streamID ?? 1
  }

  mutating func read(_ line: String) {
    if line == "REFUSED_STREAM, retrying a fresh connect\n" {
      hasRefusedStream = true
    } else if let id = Self.number(line, between: "Using Stream ID: ", and: " (easy handle ") {
      streamID = id
    } else if let id = Self.lastStreamID(line) {
      lastStreamID = min(id, lastStreamID ?? id)
    }
  }

  /// The first spelling is that of 7.88.1, the second that of 8.x.
  private static func lastStreamID(_ line: String) -> UInt32? {
    for start in ["recveived GOAWAY, error=", "received GOAWAY, error="] where line.hasPrefix(start) {
      let parts = line.dropFirst(start.count).split(separator: ", last_stream=", omittingEmptySubsequences: false)
      guard parts.count == 2, Int32(parts[0]) != nil, parts[1].last == "\n" else { return nil }
      return UInt32(parts[1].dropLast())
    }
    return nil
  }

  private static func number(_ line: String, between start: String, and end: String) -> UInt32? {
    guard line.hasPrefix(start) else { return nil }
    let rest = line.dropFirst(start.count)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard rest.dropFirst(digits.count).hasPrefix(end) else { return nil }
    return UInt32(digits)
  }
}
