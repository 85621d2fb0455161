import HTTP

/// Whom a request was meant for. A web page can have its own host name resolve to this machine (DNS rebinding) and then
/// call the sandbox as if it were a local program; the name it was called by still stands in the request.
enum HostHeader {
  private static let names = ["localhost", "127.0.0.1", "[::1]"]

  /// The host of a target in absolute form counts instead of the header (RFC 9112, section 3.2.2).
  static func requireLoopback(in request: Request) throws(APIError) {
    let hosts = request.headers.fields.filter { $0.name.lowercased() == "host" }
    // RFC 9112, section 3.2.
    guard hosts.count == 1 else { throw .notOneHost }
    guard isLoopback(request.authority ?? hosts[0].value) else { throw .misdirected }
  }

  /// A name or address of this machine, with or without a port.
  static func isLoopback(_ host: String) -> Bool {
    names.contains { name in
      guard host.lowercased().hasPrefix(name) else { return false }
      let port = host.dropFirst(name.count)
      return port.isEmpty || (port.hasPrefix(":") && UInt16(port.dropFirst()) != nil)
    }
  }
}
