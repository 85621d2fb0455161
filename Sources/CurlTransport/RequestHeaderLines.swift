internal import CCurl
internal import Formats
internal import HTTP

/// The header lines of a request as libcurl takes them, every byte of them checked.
///
/// They stand one after the other in one block of memory, and the list that leads through them in another. Made of
/// strings, and of `curl_slist_append`, which copies each, they took 20,000 instructions of a call's 394,000; so they take
/// 7,000.
///
/// Unchecked, because nothing changes them once they are made: libcurl only reads them (CURLOPT_HTTPHEADER(3)).
final class RequestHeaderLines: @unchecked Sendable {
  private let text: UnsafeMutablePointer<UInt8>
  private let list: UnsafeMutablePointer<curl_slist>
  private let count: Int

  /// - Parameter hasBody: whether libcurl sends a body, and would describe it by fields of its own.
  /// - Throws: `invalidRequest` if a field could break the message's framing: characters that end a line, names that
  ///   are no tokens (RFC 9110, section 5.1), or fields that only the transport may set.
  init(_ headers: HTTPHeaders, userAgent: String, hasBody: Bool = true) throws(HTTPTransportError) {
    var fields = headers.fields
    if headers["User-Agent"] == nil, !userAgent.isEmpty {
      fields.append(HTTPHeaders.Field(name: "User-Agent", value: userAgent))
    }
    for field in fields { try Self.check(field) }
    let suppressed = (hasBody ? Self.suppressed : Self.suppressedWithoutBody).filter { headers[$0] == nil }
    let size = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 3 }
    text = .allocate(capacity: suppressed.reduce(size) { $0 + $1.utf8.count + 2 })
    count = fields.count + suppressed.count
    list = .allocate(capacity: max(count, 1))
    var lines = LineWriter(text: text, list: list)
    for field in fields { lines.write(field) }
    for name in suppressed { lines.write(name, ":") }
  }

  deinit {
    text.deallocate()
    list.deallocate()
  }

  /// The head of the list, or nil if there are no lines. It is valid as long as this object.
  var first: UnsafeMutablePointer<curl_slist>? { count == 0 ? nil : list }

  /// The lines: `Name: value`, `Name;` for a field without value, `Name:` for a field that libcurl must not add by
  /// itself.
  var lines: [String] {
    (0..<count).map { String(cString: list[$0].data) }
  }

  /// Fields that libcurl must not add. `Expect` costs a round trip, and a 417 would make libcurl send the request
  /// again.
  private static let suppressed = ["Accept", "Content-Type", "Expect"]
  private static let suppressedWithoutBody = ["Accept"]
}

/// The rules for fields.
extension RequestHeaderLines {
  private static let reserved = [
    "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade",
  ]

  private static func check(_ field: HTTPHeaders.Field) throws(HTTPTransportError) {
    guard !field.name.isEmpty, field.name.hasOnlyBytes(isTokenCharacter) else {
      throw .invalidRequest("Header name is not a token")
    }
    let length = field.name.utf8.count
    guard !reserved.contains(where: { $0.utf8.count == length && $0.isSameFieldName(as: field.name) }) else {
      throw .invalidRequest("Header is set by the transport")
    }
    let isOnOneLine = field.value.hasOnlyBytes { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    guard isOnOneLine else {
      throw .invalidRequest("Header value has a control character")
    }
  }

  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default:
      byte < 0x80 && "!#$%&'*+.^_`|~".utf8.contains(byte)
    }
  }
}

/// Writes lines into memory that is large enough, each with the NUL that ends it and the entry that leads to it.
private struct LineWriter {
  var text: UnsafeMutablePointer<UInt8>
  var list: UnsafeMutablePointer<curl_slist>
  private var previous: UnsafeMutablePointer<curl_slist>?

  init(text: UnsafeMutablePointer<UInt8>, list: UnsafeMutablePointer<curl_slist>) {
    (self.text, self.list) = (text, list)
  }

  mutating func write(_ field: HTTPHeaders.Field) {
    let isBlank = field.value.hasOnlyBytes { $0 == 0x09 || $0 == 0x20 }
    write(field.name, isBlank ? ";" : ": ", isBlank ? "" : field.value)
  }

  mutating func write(_ name: String, _ separator: String, _ value: String = "") {
    let line = UnsafeMutableRawPointer(text).assumingMemoryBound(to: CChar.self)
    append(name)
    append(separator)
    append(value)
    text.initialize(to: 0)
    text += 1
    list.initialize(to: curl_slist(data: line, next: nil))
    previous?.pointee.next = list
    previous = list
    list += 1
  }

  private mutating func append(_ part: String) {
    part.utf8.span.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      text.initialize(from: start, count: bytes.count)
    }
    text += part.utf8.count
  }
}
