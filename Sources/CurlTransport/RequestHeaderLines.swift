internal import CCurl
internal import Formats
internal import HTTP

/// The header lines of a request in libcurl's notation, every byte of them checked.
struct RequestHeaderLines: Sendable, Equatable {
  /// The lines: `Name: value`, `Name;` for a field without value, `Name:` for a field that libcurl must not add by
  /// itself.
  let lines: [String]

  /// - Throws: `invalidRequest` if a field could break the message's framing: characters that end a line, names that
  ///   are no tokens (RFC 9110, section 5.1), or fields that only the transport may set.
  init(_ headers: HTTPHeaders, userAgent: String) throws(HTTPTransportError) {
    var fields = headers.fields
    if headers["User-Agent"] == nil, !userAgent.isEmpty {
      fields.append(HTTPHeaders.Field(name: "User-Agent", value: userAgent))
    }
    var lines: [String] = []
    lines.reserveCapacity(fields.count + Self.suppressed.count)
    for field in fields { lines.append(try Self.line(field)) }
    for (name, line) in Self.suppressed where headers[name] == nil { lines.append(line) }
    self.lines = lines
  }

  /// Fields that libcurl must not add. `Expect` costs a round trip, and a 417 would make libcurl send the request
  /// again.
  private static let suppressed = ["Accept", "Content-Type", "Expect"].map { (name: $0, line: "\($0):") }

  private static let reserved = [
    "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade",
  ]

  private static func line(_ field: HTTPHeaders.Field) throws(HTTPTransportError) -> String {
    guard !field.name.isEmpty, field.name.hasOnlyBytes(isTokenCharacter) else {
      throw .invalidRequest("Header name is not a token")
    }
    guard !reserved.contains(where: field.name.isSameFieldName) else {
      throw .invalidRequest("Header is set by the transport")
    }
    let isOnOneLine = field.value.hasOnlyBytes { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    guard isOnOneLine else {
      throw .invalidRequest("Header value has a control character")
    }
    let isBlank = field.value.hasOnlyBytes { $0 == 0x09 || $0 == 0x20 }
    return isBlank ? field.name + ";" : field.name + ": " + field.value
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

/// Owns a `curl_slist`.
final class HeaderList {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  init(_ headers: RequestHeaderLines) throws(CurlError) {
    for line in headers.lines {
      guard let longer = curl_slist_append(first, line) else { throw CurlError(code: CURLE_OUT_OF_MEMORY) }
      first = longer
    }
  }

  deinit {
    curl_slist_free_all(first)
  }
}

@available(*, unavailable)
extension HeaderList: Sendable {}
