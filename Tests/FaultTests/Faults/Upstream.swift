import Glibc
import TestSupport

/// The way from a test's own server to the API behind it: a connection for each request.
enum Upstream {
  /// The reply, head and body, without the field that would end the client's connection. Empty if there is none.
  static func exchange(_ request: ReceivedRequest, port: Int) -> [UInt8] {
    let descriptor = connect(to: port)
    let peer = ServerConnection(descriptor)
    defer { peer.close() }
    let lines = request.lines + ["Connection: close", "", ""]
    peer.write(Array(lines.joined(separator: "\r\n").utf8) + request.body)
    return withoutConnectionField(peer.readToEnd())
  }

  /// A connection to a loopback port, of which at least the queue must have room.
  static func connect(to port: Int) -> CInt {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    _ = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        Glibc.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  private static func withoutConnectionField(_ reply: [UInt8]) -> [UInt8] {
    let text = String(decoding: reply, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return reply }
    let head = text[..<end.lowerBound].split(separator: "\r\n").filter { !$0.lowercased().hasPrefix("connection:") }
    return Array((head.joined(separator: "\r\n") + text[end.lowerBound...]).utf8)
  }
}
