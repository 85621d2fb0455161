import HTTP
import SandboxModel

/// The target of a request line, in one of the forms that a server must understand (RFC 9112, section 3.2).
struct RequestTarget {
  /// The host and port of the absolute form, as they were written. They replace the `Host` field.
  let authority: String?
  /// The path and the query; `*` for the server itself.
  let pathAndQuery: Substring
  /// Whether the absolute form has a scheme other than `http`.
  let isOfAnotherScheme: Bool

  /// Returns nil if the text has none of these forms, such as the host and port of `CONNECT`.
  init?(_ text: String) {
    if text.utf8.first == UInt8(ascii: "/") || text == "*" {
      (authority, pathAndQuery, isOfAnotherScheme) = (nil, text[...], false)
      return
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text.utf8[colon...].starts(with: "://".utf8) else {
      return nil
    }
    let rest = text[colon...].unicodeScalars.dropFirst(3)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    authority = String(rest[..<end])
    let path = Substring(rest[end...])
    pathAndQuery = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
    isOfAnotherScheme = text[..<colon].lowercased() != "http"
  }
}

/// The check of the host that a request was sent to. A web page can make its own host name resolve to this machine (DNS
/// rebinding) and call the sandbox like a local program; the request still contains the name.
enum HostHeader {
  private static let names = ["localhost", "127.0.0.1", "[::1]"]

  /// Requires a host of this machine. The host of a target in absolute form replaces the header (RFC 9112, section
  /// 3.2.2).
  static func requireLoopback(in request: Request) throws(APIError) {
    let hosts = request.headers.fields.filter { $0.name.lowercased() == "host" }
    // RFC 9112, section 3.2.
    guard hosts.count == 1 else { throw .notOneHost }
    guard isLoopback(request.authority ?? hosts[0].value) else { throw .misdirected }
  }

  /// Whether the host is a name or address of this machine, with or without a port.
  static func isLoopback(_ host: String) -> Bool {
    names.contains { name in
      guard host.lowercased().hasPrefix(name) else { return false }
      let port = host.dropFirst(name.count)
      return port.isEmpty || (port.hasPrefix(":") && UInt16(port.dropFirst()) != nil)
    }
  }
}
