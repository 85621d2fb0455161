internal import HTTP

/// Collects the header lines of one reply as libcurl hands them over, one call per line.
///
/// Interim replies (1xx) are forgotten when the next one starts, trailers are ignored (RFC 9110, section 6.5.1).
struct ResponseHead {
  /// The largest head in bytes, interim replies and trailers included. libcurl 7.88 itself sets no bound
  /// (CVE-2023-38039).
  static let maximumBytes = 256 * 1024

  private var fields: [HTTPHeaders.Field] = []
  private var byteCount = 0
  private var isInterim = false
  private var isComplete = false

  /// Whether no line has come yet, not even of an interim reply.
  var isEmpty: Bool { byteCount == 0 }

  /// Whether the final reply's head has come to its blank line. libcurl reports a head cut short by a close as a
  /// success.
  var isWhole: Bool { isComplete && !isInterim }

  var headers: HTTPHeaders { HTTPHeaders(fields) }

  /// Returns false if the head has become too large.
  mutating func append(_ line: UnsafeRawBufferPointer) -> Bool {
    byteCount += line.count
    guard byteCount <= Self.maximumBytes else { return false }
    let content = Self.trimmed(line[...])
    if isComplete {
      if isInterim, line.starts(with: Self.statusLineStart) { start(content) }
    } else if content.isEmpty {
      isComplete = true
    } else if line.starts(with: Self.statusLineStart) {
      start(content)
    } else {
      appendField(content, isContinuation: line.first == 0x20 || line.first == 0x09)
    }
    return true
  }

  private static let statusLineStart = "HTTP/".utf8

  private mutating func start(_ statusLine: Slice<UnsafeRawBufferPointer>) {
    fields = []
    fields.reserveCapacity(16)
    isComplete = false
    isInterim = statusLine.drop { $0 != 0x20 }.drop { $0 == 0x20 }.first == UInt8(ascii: "1")
  }

  /// A line that starts with white space continues the one before (obs-fold, RFC 9112, section 5.2).
  private mutating func appendField(_ content: Slice<UnsafeRawBufferPointer>, isContinuation: Bool) {
    if isContinuation, let last = fields.popLast() {
      let value = last.value + " " + String(decoding: content, as: UTF8.self)
      fields.append(HTTPHeaders.Field(name: last.name, value: value))
    } else if let colon = content.firstIndex(of: UInt8(ascii: ":")) {
      let value = Self.trimmed(content[(colon + 1)...])
      fields.append(
        HTTPHeaders.Field(
          name: String(decoding: content[..<colon], as: UTF8.self), value: String(decoding: value, as: UTF8.self)))
    }
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let start = bytes.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start.prefix(0) }
    return start[...last]
  }
}
