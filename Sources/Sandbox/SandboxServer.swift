import Formats
import Glibc
import HTTP
import NIOCore
import NIOPosix
import SandboxAPI
package import SandboxModel
import Synchronization
import Threads

/// A PayIn API on this machine: real HTTP on the loopback interface, real state, no money.
package final class SandboxServer: Sendable {
  /// The number of file descriptors that a start needs: three for NIO's event loop, which traps without them, one for
  /// the listener, three for a database and one more for a moment. The rest is for the first connections.
  private static let descriptors = 12
  private static let host = "127.0.0.1"
  /// The time limit for requests that are running at shutdown.
  private static let shutdownTime = TimeAmount.seconds(5)

  /// `http://127.0.0.1:PORT/api/v1`
  package let baseURL: String
  /// `http://127.0.0.1:PORT`
  package let root: String
  /// The required value of the header `X-Sandbox-Token` on `/_sandbox` paths.
  package let controlToken: String
  package let port: Int
  /// The place of the state, which may be memory although a file was wanted.
  package let storage: SandboxConfiguration.Storage

  private let thread: DatabaseThread
  private let listener: any Channel
  private let connections: Connections
  private let service: SandboxService
  private let sender: Task<Void, Never>
  private let isStopped = Atomic(false)

  private init(
    port: Int, controlToken: String, storage: SandboxConfiguration.Storage, thread: DatabaseThread,
    listener: any Channel,
    connections: Connections, service: SandboxService, sender: Task<Void, Never>
  ) {
    self.port = port
    self.controlToken = controlToken
    self.storage = storage
    self.thread = thread
    self.listener = listener
    self.connections = connections
    self.service = service
    self.sender = sender
    root = Self.root(port: port)
    baseURL = root + "/api/v1"
  }

  static func root(port: Int) -> String {
    "http://\(host):\(port)"
  }

  /// Starts a server, which serves when the function returns.
  package static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
    guard DescriptorLimit.canOpen(descriptors) else {
      throw SandboxError(.tooFewDescriptors, detail: "raise the limit (ulimit -n), which is \(DescriptorLimit.soft)")
    }
    let controlToken = configuration.controlToken ?? Hexadecimal.encode((0..<16).map { _ in UInt8.random(in: 0...255) })
    let thread: DatabaseThread
    do throws(ThreadError) { thread = try DatabaseThread() } catch { throw SandboxError(error) }
    do {
      let (service, storage) = try await thread.run {
        try SandboxSetup.open(configuration, controlToken: controlToken)
      }
      let loop = try ServerLoop.shared()
      let connections = Connections(
        loop: loop, limits: configuration.connectionLimits, latency: TimeAmount(configuration.latency))
      let listener = try await bootstrap(service, thread, loop, connections, configuration.latency)
        .bind(host: host, port: configuration.port).get()
      let sender = WebhookSender(service: service, thread: thread, sleep: configuration.sleep)
      service.queue.wake()
      return SandboxServer(
        port: listener.localAddress?.port ?? configuration.port, controlToken: controlToken, storage: storage,
        thread: thread, listener: listener, connections: connections, service: service,
        sender: .start { await sender.run() })
    } catch {
      await thread.stop()
      throw wrapped(error, configuration)
    }
  }

  private static func wrapped(_ error: any Error, _ configuration: SandboxConfiguration) -> SandboxError {
    switch error {
    case let error as SandboxError: error
    case let error as ThreadError: SandboxError(error)
    default: SandboxError(.portUnavailable, detail: "port \(configuration.port): \(reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }

  private static func bootstrap(
    _ service: SandboxService, _ thread: DatabaseThread, _ loop: any EventLoop, _ connections: Connections,
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
          try HTTPPipeline.add(to: channel)
          if latency > .zero { try channel.pipeline.syncOperations.addHandler(ReplyDelay(TimeAmount(latency))) }
          try channel.pipeline.syncOperations.addHandler(
            HTTPHandler(service: service, thread: thread, connections: connections, channel: channel))
        }
      }
  }

  /// Cancels webhooks, answers running requests, then closes every connection and the database. A second call does
  /// nothing.
  package func shutdown() async {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    service.queue.close()
    await sender.value
    // A failure to close is harmless.
    try? await listener.close()
    await connections.finish(within: Self.shutdownTime)
    await thread.stop()
    service.finish(within: Self.finishTime)
  }

  /// Writes the database's log into its file and closes it, so that a copy of the file alone holds everything. Blocks
  /// for half a second at most; every later request fails. Meant for the end of the process: otherwise use `shutdown`.
  package func finishDatabase() {
    service.finish(within: Self.finishTime)
  }

  private static let finishTime = Duration.milliseconds(300)
}
