import Glibc
import JSON

/// A connection to a server that may die at any moment.
final class LoadConnection {
  private static let end = Array("\r\n\r\n".utf8)

  private let descriptor: CInt

  /// Returns nil if the server has died.
  init?(port: UInt16) {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let status = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Returns the data of the reply; nil without a complete one, in which case the outcome is uncertain.
  func post(_ path: String, _ body: JSONValue) -> JSONValue? {
    let body = JSONWriter.bytes(of: body)
    let head = """
      POST \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer pk_test\r\n\
      X-Sandbox-Token: \(SandboxInProcess.controlToken)\r\nContent-Type: application/json\r\n\
      Content-Length: \(body.count)\r\n\r\n
      """
    let request = Array(head.utf8) + body
    guard send(descriptor, request, request.count, CInt(MSG_NOSIGNAL)) == request.count else { return nil }
    return receive().flatMap { try? JSONParser.parse($0) }?["data"]
  }

  /// A whole body, or nil.
  private func receive() -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
      if let body = Self.body(of: bytes) { return body }
    }
  }

  private static func body(of bytes: [UInt8]) -> [UInt8]? {
    guard let length = bytes.firstRange(of: end)?.lowerBound else { return nil }
    let head = String(decoding: bytes[..<length], as: UTF8.self)
    guard let size = head.firstMatch(of: /(?i)content-length: (\d+)/).flatMap({ Int($0.1) }),
      bytes.count >= length + end.count + size
    else { return nil }
    return Array(bytes[(length + end.count)...])
  }
}
