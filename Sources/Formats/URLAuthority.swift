/// The authority of a URL, taken apart: `user@host:port` (RFC 3986, section 3.2).
package struct URLAuthority: Equatable, Sendable {
  /// Whether a user name or a password comes before the host.
  package let hasUserInfo: Bool
  /// The host as written; an address of IPv6 keeps its brackets.
  package let host: String
  /// The text after the colon, or nil without a colon.
  private let portText: String?

  package init(_ authority: String) {
    self.init(authority[...])
  }

  /// Not generic: what generic code needs to know of a type took a sixtieth of the time until the first answer.
  package init(_ authority: Substring) {
    let start = authority.lastIndex(of: "@").map(authority.index(after:)) ?? authority.startIndex
    hasUserInfo = start > authority.startIndex
    let rest = authority[start...]
    let closing = rest.hasPrefix("[") ? rest.lastIndex(of: "]").map(rest.index(after:)) : nil
    let end = closing ?? rest.firstIndex(of: ":") ?? rest.endIndex
    host = String(rest[..<end])
    portText = end < rest.endIndex ? String(rest[end...]) : nil
  }

  /// The port, or nil without one and if it is not valid.
  package var port: UInt16? {
    guard let portText, portText.utf8.first == UInt8(ascii: ":") else { return nil }
    let digits = portText.dropFirst()
    guard digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
    return UInt16(digits).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Whether the authority has no port, or one from 1 to 65535 in ASCII digits.
  package var hasValidPort: Bool {
    portText == nil || port != nil
  }

  /// The colon and the port as written; empty without a port.
  package var portSuffix: String { portText ?? "" }

  package var isLoopback: Bool {
    Self.isLoopback(host: host)
  }

  /// Whether a host is this machine, judged by its text alone: `localhost`, `[::1]`, or four decimal numbers of
  /// 127.0.0.0/8 (RFC 1122, section 3.2.1.3).
  ///
  /// Other notations of the same addresses, such as `127.1`, `2130706433`, `0x7f.1`, leading zeros and a final dot, are
  /// not: programs disagree on what they mean.
  package static func isLoopback(host: some StringProtocol) -> Bool {
    if ["localhost", "[::1]"].contains(host.lowercased()) { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
  }
}
