extension BaseURL {
  /// RFC 3986, section 3, as far as a base URL needs it. What is unusual is refused and not repaired.
  struct Parts {
    let scheme: String
    let name: String
    /// With its colon, or empty.
    let port: String
    let pathBeforeAPI: String

    init(_ text: String) throws(Problem) {
      guard let mark = text.firstRange(of: "://") else { throw .notAURL }
      scheme = text[..<mark.lowerBound].lowercased()
      guard scheme == "https" || scheme == "http" else { throw .notAURL }
      let rest = text[mark.upperBound...]
      guard !rest.contains("?"), !rest.contains("#") else { throw .queryOrFragment }
      let authority = rest.prefix { $0 != "/" }
      guard !authority.contains("@") else { throw .userInfo }
      (name, port) = try Self.split(authority)
      pathBeforeAPI = try Self.pathBeforeAPI(rest.dropFirst(authority.count))
    }

    private static func split(_ authority: Substring) throws(Problem) -> (name: String, port: String) {
      let end = authority.hasPrefix("[") ? authority.lastIndex(of: "]").map(authority.index(after:)) : nil
      let name = end.map { authority[..<$0] } ?? authority.prefix { $0 != ":" }
      let port = authority.dropFirst(name.count)
      guard port.isEmpty || isPort(port) else { throw .port }
      let lower = name.lowercased()
      let withoutRootDot = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
      guard isHost(withoutRootDot) else { throw .notAURL }
      return (withoutRootDot, String(port))
    }

    private static func isPort(_ text: Substring) -> Bool {
      guard text.hasPrefix(":"), text.dropFirst().utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
        return false
      }
      return UInt16(text.dropFirst()).map { $0 > 0 } ?? false
    }

    private static func isHost(_ name: String) -> Bool {
      if name.hasPrefix("[") {
        return name.hasSuffix("]") && name.count > 2 && name.dropFirst().dropLast().utf8.allSatisfy(isAddressByte)
      }
      let labels = name.split(separator: ".", omittingEmptySubsequences: false)
      return labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || Character(Unicode.Scalar(byte)).isHexDigit
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      PercentEncoding.isUnreserved(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "~")
    }

    private static func pathBeforeAPI(_ path: Substring) throws(Problem) -> String {
      let parts = path.split(separator: "/")
      guard parts.allSatisfy({ $0.utf8.allSatisfy(PercentEncoding.isUnreserved) && $0 != "." && $0 != ".." }) else {
        throw .path
      }
      let kept = parts.suffix(2) == ["api", "v1"] ? parts.dropLast(2) : parts[...]
      // `/api` or `/api/v2` is a mistake that would otherwise become `/api/v2/api/v1`.
      guard kept.first != "api" else { throw .path }
      return kept.map { "/\($0)" }.joined()
    }

    /// Judged by the address itself: `127.0.0.1.example.com` and `localhost.example.com` are other people's hosts.
    var isLoopback: Bool {
      if name == "localhost" || name == "[::1]" { return true }
      let octets = name.split(separator: ".", omittingEmptySubsequences: false)
      return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
    }
  }
}
