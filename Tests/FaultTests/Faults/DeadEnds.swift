import Glibc
import TestSupport

/// Addresses at which nobody can be spoken to.
final class DeadEnds: Sendable {
  /// Does not listen; listens with a queue that is full.
  private let closed: (descriptor: CInt, port: UInt16)
  private let silent: (descriptor: CInt, port: UInt16)
  private let filling: CInt
  private let untrustedPort: Int

  /// - Parameter untrusted: lives longer than this.
  init(untrusted: TLSServer) {
    closed = TestServer.bind()
    // Linux drops the SYN of the second connection when the first waits in a queue of none.
    silent = TestServer.listen(backlog: 0)
    filling = Upstream.connect(to: Int(silent.port))
    untrustedPort = untrusted.port
  }

  deinit {
    for descriptor in [filling, silent.descriptor, closed.descriptor] { close(descriptor) }
  }

  func url(_ network: Fault.Network) -> String {
    switch network {
    case .refusesConnections: "http://127.0.0.1:\(closed.port)"
    case .silent: "http://127.0.0.1:\(silent.port)"
    case .untrusted: "https://127.0.0.1:\(untrustedPort)"
    // A label of 64 characters is refused by the resolver itself (RFC 1035, section 2.3.4).
    case .unknownName: "https://\(String(repeating: "a", count: 64)).invalid"
    }
  }

  /// Where calls go that meet this fault.
  func url(_ fault: Fault, else api: FaultyAPI) -> String {
    if case .network(let network) = fault.means { url(network) } else { api.url }
  }
}
