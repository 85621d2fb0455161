import Foundation
import Glibc
import Synchronization

/// A server of raw sockets on a loopback port of its own. Each connection runs the script on its own thread, and is
/// closed when the script returns.
package final class TestServer: Sendable {
  package typealias Script = @Sendable (ServerConnection) -> Void

  package let port: UInt16
  private let listener: CInt
  private let peers = Connections()

  private final class Connections: Sendable {
    let all = Mutex<[ServerConnection]>([])
  }

  package init(_ script: @escaping Script) {
    ProxyVariable.set
    (listener, port) = Self.listen(backlog: 512)
    Self.accept(on: listener, into: peers, running: script)
  }

  deinit {
    // Ends the accept loop, which then closes the descriptor.
    shutdown(listener, CInt(SHUT_RDWR))
    for peer in peers.all.withLock({ $0 }) { peer.abort() }
  }

  /// Answers every request with `reply`, as long as the client keeps the connection.
  package static func answering(_ reply: @escaping @Sendable (ReceivedRequest, ServerConnection) -> Void) -> TestServer
  {
    TestServer { peer in
      while let request = peer.readRequest() { reply(request, peer) }
    }
  }

  /// Connections accepted so far.
  package var accepted: Int { peers.all.withLock { $0.count } }

  package func url(_ path: String = "/", scheme: String = "http") -> String {
    "\(scheme)://127.0.0.1:\(port)\(path)"
  }

  package static func listen(backlog: CInt) -> (descriptor: CInt, port: UInt16) {
    let (descriptor, port) = bind()
    precondition(Glibc.listen(descriptor, backlog) == 0)
    return (descriptor, port)
  }

  /// A loopback socket on a port that the system chose.
  package static func bind() -> (descriptor: CInt, port: UInt16) {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        precondition(Glibc.bind(descriptor, address, size) == 0)
        getsockname(descriptor, address, &size)
      }
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private static func accept(on listener: CInt, into peers: Connections, running script: @escaping Script) {
    Thread.detachNewThread {
      while true {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        var on: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
        let peer = ServerConnection(descriptor)
        peers.all.withLock { $0.append(peer) }
        Thread.detachNewThread {
          script(peer)
          peer.close()
        }
      }
      Glibc.close(listener)
    }
  }
}
