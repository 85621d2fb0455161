import Formats

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
    let parts = URLAuthority(authority)
    guard !parts.hasUserInfo else { throw .userInfo }
    guard !parts.host.isEmpty else { throw .notAURL }
    guard parts.hasValidPort else { throw .port }
    isLoopback = parts.isLoopback
    guard scheme == "https" || isLoopback else { throw .notHTTPS }
    self.text = text
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
