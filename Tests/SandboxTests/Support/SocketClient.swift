import Glibc
import TestSupport
import Testing

@testable import Sandbox

/// A connection that is held open and says nothing of its own.
final class SocketClient: Sendable {
  private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)

  /// - Parameter receiveBytes: the size of the system's buffer for what has not been read; the usual one if nil.
  init(_ sandbox: SandboxFixture, receiveBytes: Int32? = nil) throws {
    if var receiveBytes {
      // Before the connection is made, because its window follows from it.
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(sandbox.server.port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    // Longer than any answer takes: a test fails instead of waiting for ever.
    var time = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(descriptor)
  }

  func send(_ text: String) {
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
  }

  /// Closes the sending side.
  func closeOutput() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// The next piece that comes; nil once the server has closed, and empty if nothing comes.
  func receive() async throws -> String? {
    try await TestThread.run { [self] in
      var bytes = [UInt8](repeating: 0, count: 65536)
      let count = read(descriptor, &bytes, bytes.count)
      // A server that closes with something unread sends a reset.
      if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
  }
}
