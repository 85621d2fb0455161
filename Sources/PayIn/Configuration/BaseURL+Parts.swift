import Formats

extension BaseURL {
  /// RFC 3986, section 3, as far as a base URL needs it. What is unusual is refused and not repaired.
  struct Parts {
    let scheme: String
    let name: String
    /// With its colon, or empty.
    let port: String
    let pathBeforeAPI: String

    init(_ text: String) throws(ValidationError) {
      guard let mark = text.firstRange(of: "://") else { throw .notAURL }
      scheme = text[..<mark.lowerBound].lowercased()
      guard scheme == "https" || scheme == "http" else { throw .notAURL }
      let rest = text[mark.upperBound...]
      guard !rest.contains("?"), !rest.contains("#") else { throw .queryOrFragment }
      let text = rest.prefix { $0 != "/" }
      let authority = URLAuthority(text)
      guard !authority.hasUserInfo else { throw .userInfo }
      guard authority.hasValidPort else { throw .port }
      port = authority.portSuffix
      name = try Self.name(authority.host)
      pathBeforeAPI = try Self.pathBeforeAPI(rest.dropFirst(text.count))
    }

    /// In lower case and without the final dot that stands for the root of all names.
    private static func name(_ host: String) throws(ValidationError) -> String {
      let lower = host.lowercased()
      let withoutRootDot = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
      guard isHost(withoutRootDot) else { throw .notAURL }
      return withoutRootDot
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

    private static func pathBeforeAPI(_ path: Substring) throws(ValidationError) -> String {
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
      URLAuthority.isLoopback(host: name)
    }
  }
}
