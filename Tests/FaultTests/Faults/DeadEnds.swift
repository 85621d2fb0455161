import Glibc
import TestSupport

/// Addresses at which no request is processed.
final class DeadEnds: Sendable {
  /// Those that speak TLS.
  struct Servers {
    let untrusted: TLSServer
    let goingAway: TLSServer
    let refusingStreams: TLSServer

    init() throws {
      untrusted = try TLSServer()
      goingAway = try TLSServer(.init(http2: ["goaway 0 0"]))
      // REFUSED_STREAM (RFC 9113, section 7).
      refusingStreams = try TLSServer(.init(http2: ["reset 7"]))
    }
  }

  /// Does not listen; listens with a queue that is full.
  private let closed: (descriptor: CInt, port: UInt16)
  private let silent: (descriptor: CInt, port: UInt16)
  private let filling: CInt
  private let untrusted: (port: Int, certificate: String)
  private let goingAway: (port: Int, certificate: String)
  private let refusingStreams: (port: Int, certificate: String)

  /// - Parameter servers: live longer than this.
  init(_ servers: Servers) {
    (untrusted, goingAway, refusingStreams) = (
      Self.place(servers.untrusted), Self.place(servers.goingAway), Self.place(servers.refusingStreams)
    )
    closed = TestServer.bind()
    // Linux drops the SYN of the second connection when the first waits in a queue of none.
    silent = TestServer.listen(backlog: 0)
    filling = Upstream.connect(to: Int(silent.port))
  }

  deinit {
    for descriptor in [filling, silent.descriptor, closed.descriptor] { close(descriptor) }
  }

  private static func place(_ server: TLSServer) -> (port: Int, certificate: String) {
    (server.port, server.certificate)
  }

  func url(_ network: Fault.Network) -> String {
    switch network {
    case .refusesConnections: "http://127.0.0.1:\(closed.port)"
    case .silent: "http://127.0.0.1:\(silent.port)"
    case .untrusted: "https://127.0.0.1:\(untrusted.port)"
    case .goingAway: "https://127.0.0.1:\(goingAway.port)"
    case .refusingStreams: "https://127.0.0.1:\(refusingStreams.port)"
    // A label of 64 characters is refused by the resolver itself (RFC 1035, section 2.3.4).
    case .unknownName: "https://\(String(repeating: "a", count: 64)).invalid"
    }
  }

  /// The authority to trust in calls that meet this fault; nil for the system's.
  func authority(_ fault: Fault) -> String? {
    switch fault.means {
    case .network(.goingAway): goingAway.certificate
    case .network(.refusingStreams): refusingStreams.certificate
    default: nil
    }
  }

  /// The URL of calls that meet this fault.
  func url(_ fault: Fault, else api: FaultyAPI) -> String {
    if case .network(let network) = fault.means { url(network) } else { api.url }
  }
}
