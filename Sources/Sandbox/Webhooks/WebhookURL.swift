/// Where webhooks may be sent: by https anywhere, by http to this machine.
package struct WebhookURL: Sendable, Equatable {
  /// Why a text is none. Says nothing of the text itself.
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
    guard port.map({ UInt16($0).map { $0 > 0 } ?? false }) ?? true else { throw .port }
    guard scheme == "https" || HostHeader.isLoopback(String(host)) else { throw .notHTTPS }
    self.text = text
  }

  /// An address of IPv6 has colons of its own, and brackets around them.
  private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
    let start = authority.firstIndex(of: "]").map { authority.index(after: $0) } ?? authority.startIndex
    guard let colon = authority[start...].firstIndex(of: ":") else { return (authority, nil) }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }
}

extension WebhookURL.Problem: CustomStringConvertible {
  /// Without subject: it follows a name.
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
