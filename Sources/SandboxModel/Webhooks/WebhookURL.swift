/// A URL that webhooks may be sent to: https anywhere, or http on this machine.
package struct WebhookURL: Sendable, Equatable {
  /// The reason for which a text is refused. It does not repeat the text.
  package enum Problem: Error, Sendable, Equatable {
    case tooLong
    case notAURL
    case notHTTPS
    case userInfo
    case fragment
    case port
  }

  static let maximumLength = 2048

  package let text: String
  /// Whether the URL leads to this machine, judged by the host's text and without a DNS query.
  package let isLoopback: Bool

  package init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }),
      let colon = text.firstRange(of: "://")
    else { throw .notAURL }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { throw .notHTTPS }
    guard !text.contains("#") else { throw .fragment }
    let authority = text[colon.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@") else { throw .userInfo }
    let (host, port) = Self.split(authority)
    guard !host.isEmpty else { throw .notAURL }
    guard port.map(Self.isPort) ?? true else { throw .port }
    isLoopback = Self.isLoopback(host)
    guard scheme == "https" || isLoopback else { throw .notHTTPS }
    self.text = text
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && UInt16(text).map { $0 > 0 } ?? false
  }

  /// Whether the host is `localhost`, `[::1]`, or four decimal numbers of 127.0.0.0/8 (RFC 1122, section 3.2.1.3).
  /// Other notations of the same addresses, such as `127.1`, `2130706433`, `0x7f.1` and a final dot, are not accepted:
  /// programs disagree on their meaning.
  private static func isLoopback(_ host: Substring) -> Bool {
    if ["localhost", "[::1]"].contains(host.lowercased()) { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
  }

  /// Splits host and port. An IPv6 address contains colons, and has brackets around it.
  private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
    let start = authority.firstIndex(of: "]").map { authority.index(after: $0) } ?? authority.startIndex
    guard let colon = authority[start...].firstIndex(of: ":") else { return (authority, nil) }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }
}

extension WebhookURL.Problem: CustomStringConvertible {
  /// A predicate without a subject, such as `has a bad port`.
  package var description: String {
    switch self {
    case .tooLong: "must have at most \(WebhookURL.maximumLength) characters"
    case .notAURL: "must be a web address, percent-encoded where needed"
    case .notHTTPS: "must begin with https://, or with http:// and the name of this machine, such as localhost"
    case .userInfo: "must not hold a user name or password"
    case .fragment: "must not hold a #"
    case .port: "has a bad port"
    }
  }
}
