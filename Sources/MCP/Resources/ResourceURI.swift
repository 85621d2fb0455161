import Formats

/// The address of a resource, checked and taken apart: a scheme and segments (RFC 3986).
///
/// `a://b/c` has the segments `b` and `c`, and so has `a:b/c`. Everything that a path, a shell or a second decoding
/// could misread is refused: an empty segment, `.` and `..`, an encoded slash, backslash or control character, a user,
/// a port, a query, a fragment.
package struct ResourceURI: Sendable, Equatable {
  /// The longest address, in bytes.
  package static let maximumLength = 2048

  /// The scheme in lower case. One in upper case is refused, so that a resource has one address only.
  package let scheme: String
  /// The segments, decoded once. None is empty.
  package let segments: [String]

  /// Returns nil if the text is not such an address.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumLength, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    guard Self.isScheme(bytes[..<colon]) else { return nil }
    var rest = bytes[(colon + 1)...]
    let hasAuthority = rest.starts(with: "//".utf8)
    if hasAuthority { rest = rest.dropFirst(2) }
    let raw = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if hasAuthority, raw[0].contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ":") }) { return nil }
    let segments = raw.compactMap(Self.decoded)
    guard segments.count == raw.count else { return nil }
    scheme = String(decoding: bytes[..<colon], as: UTF8.self)
    self.segments = segments
  }

  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isLowercaseLetter else { return false }
    return bytes.allSatisfy { $0.isLowercaseLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  /// Returns nil if the segment has characters that RFC 3986 does not allow there, or is not safe once decoded.
  private static func decoded(_ raw: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = raw
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let escaped = PercentEncoding.escapedByte(&rest) else { return nil }
        bytes.append(escaped)
      } else {
        guard byte.isPathCharacter else { return nil }
        bytes.append(byte)
      }
    }
    return validated(bytes)
  }

  private static func validated(_ bytes: [UInt8]) -> String? {
    guard !bytes.isEmpty, !bytes.elementsEqual(".".utf8), !bytes.elementsEqual("..".utf8) else { return nil }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && !#"/\"#.utf8.contains($0) }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte is a `pchar` of RFC 3986 other than an escape.
  fileprivate var isPathCharacter: Bool {
    isLowercaseLetter || isDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
      || "-._~!$&'()*+,;=:@".utf8.contains(self)
  }
}

extension ResourceURI {
  /// Returns the values of the template's variables, or nil if this is not one of its addresses.
  ///
  /// - Parameter template: RFC 6570, level 1, where a variable is a whole segment: `a://b/{name}`.
  package func matches(_ template: String) -> [String: String]? {
    guard let (scheme, parts) = Self.parts(of: template), scheme == self.scheme, parts.count == segments.count else {
      return nil
    }
    var values: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      if let name = Self.variable(in: part) {
        values[name] = segment
      } else if !part.utf8.elementsEqual(segment.utf8) {
        return nil
      }
    }
    return values
  }

  /// The names of the variables in the order of the template.
  package static func variables(of template: String) -> [String] {
    parts(of: template)?.parts.compactMap(variable) ?? []
  }

  private static func parts(of template: String) -> (scheme: Substring, parts: [Substring])? {
    guard let colon = template.firstIndex(of: ":") else { return nil }
    let rest = template[template.index(after: colon)...]
    let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
    return (template[..<colon], path.split(separator: "/", omittingEmptySubsequences: false))
  }

  private static func variable(in part: Substring) -> String? {
    guard part.count > 2, part.first == "{", part.last == "}" else { return nil }
    return String(part.dropFirst().dropLast())
  }
}
