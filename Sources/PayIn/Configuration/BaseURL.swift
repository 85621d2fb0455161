import Formats

/// The address of the API: scheme, host, port and an optional path before `/api/v1`.
package struct BaseURL: Sendable, Equatable {
  /// The address of the test network's API, the default.
  package static let testnetAddress = "https://testnet.payin.com/api/v1"

  /// Why a text is no usable base URL. Does not contain the text, which may have a password.
  package enum ValidationError: Error, Sendable, Equatable {
    case notAURL
    case notHTTPS
    case userInfo
    case queryOrFragment
    case path
    case port
  }

  /// The host in lower case, with the port if one was given.
  package let host: String
  package let isLoopback: Bool
  /// Scheme, host and what stands before `/api/v1`, without a final slash. `/health` hangs from it.
  package let root: String
  package let api: String

  /// Accepts the address with and without `/api/v1`, because guides and other programs of the vendor disagree.
  package init(_ text: String) throws(ValidationError) {
    let parts = try Parts(text)
    isLoopback = parts.isLoopback
    guard parts.scheme == "https" || isLoopback else { throw .notHTTPS }
    host = parts.name + parts.port
    root = "\(parts.scheme)://\(host)\(parts.pathBeforeAPI)"
    api = "\(root)/api/v1"
  }

  /// The host without its port.
  package var hostName: Substring {
    guard let end = host.lastIndex(of: "]") else { return host.prefix { $0 != ":" } }
    return host[...end]
  }
}

extension BaseURL {
  /// The parts of a URL (RFC 3986, section 3) as far as a base URL has them. Unusual forms are refused and not corrected.
  fileprivate struct Parts {
    let scheme: String
    let name: String
    /// The port with its colon, or empty.
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

    /// The host in lower case and without the final dot that means the root of all names.
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
