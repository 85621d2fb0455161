import Glibc
import NIOCore
import NIOPosix
import SandboxAPI
import SandboxModel
import Threads

/// A listening socket on the loopback interface, and its connections.
struct HTTPListener: Sendable {
  private static let host = "127.0.0.1"

  let port: Int
  private let channel: any Channel
  private let connections: Connections
  private let streams: EventStreams?

  static func root(port: Int) -> String {
    "http://\(host):\(port)"
  }

  /// Starts to listen; zero lets the system choose the port.
  static func start(
    port: Int, limits: ConnectionLimits, latency: Duration = .zero, _ responder: RequestResponder
  ) async throws -> HTTPListener {
    let loop = try ServerLoop.shared()
    let connections = Connections(loop: loop, limits: limits, latency: TimeAmount(latency))
    let streams = responder.events.map { EventStreams(loop: loop, source: $0) }
    let channel = try await bootstrap(responder, loop, connections, streams, latency)
      .bind(host: host, port: port).get()
    return HTTPListener(
      port: channel.localAddress?.port ?? port, channel: channel, connections: connections, streams: streams)
  }

  /// Closes the socket at once, and each connection once its current request is answered, or when `time` has passed.
  func stop(within time: TimeAmount) async {
    // A failure to close is harmless.
    try? await channel.close()
    await streams?.close()
    await connections.finish(within: time)
  }

  private static func bootstrap(
    _ responder: RequestResponder, _ loop: any EventLoop, _ connections: Connections, _ streams: EventStreams?,
    _ latency: Duration
  ) -> ServerBootstrap {
    ServerBootstrap(group: loop)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptGate(connections))
        }
      }
      .serverChannelOption(.backlog, value: 256)
      // The limit on connections is checked after each one.
      .serverChannelOption(.maxMessagesPerRead, value: 1)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try HTTPPipeline.add(to: channel, responder.failure)
          if latency > .zero { try channel.pipeline.syncOperations.addHandler(ReplyDelay(TimeAmount(latency))) }
          try channel.pipeline.syncOperations.addHandler(
            HTTPHandler(responder: responder, connections: connections, streams: streams, channel: channel))
        }
      }
  }

  /// The error of a failed start, whatever its cause.
  static func wrapped(_ error: any Error, port: Int) -> SandboxError {
    switch error {
    case let error as SandboxError: error
    case let error as ThreadError: SandboxError(error)
    default: SandboxError(.portUnavailable, detail: "port \(port): \(reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }
}
