import Glibc
import HTTP
import NIOCore
import SandboxAPI
package import SandboxModel
import Synchronization
import Threads

/// A PayIn API on this machine: real HTTP on the loopback interface, real state, no money.
package final class SandboxServer: Sendable {
  /// The number of file descriptors that a start needs: three for NIO's event loop, which traps without them, one for
  /// the listener, three for a database and one more for a moment. The rest is for the first connections.
  private static let descriptors = 12
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

  /// The port that links of earlier processes on this file lead to; nil if there was none.
  package let storedPort: Int?

  let thread: DatabaseThread
  private let listener: HTTPListener
  let service: SandboxService
  private let sender: Task<Void, Never>
  private let isStopped = Atomic(false)

  private init(
    opened: OpenedSandbox, thread: DatabaseThread, listener: HTTPListener, sender: Task<Void, Never>
  ) {
    port = listener.port
    controlToken = opened.controlToken
    storage = opened.storage
    storedPort = opened.storedPort
    self.thread = thread
    self.listener = listener
    service = opened.service
    self.sender = sender
    root = HTTPListener.root(port: listener.port)
    baseURL = root + "/api/v1"
  }

  /// Starts a server, which serves when the function returns.
  package static func start(_ configuration: SandboxConfiguration) async throws(SandboxError) -> SandboxServer {
    guard DescriptorLimit.canOpen(descriptors) else {
      throw SandboxError(.tooFewDescriptors, detail: "raise the limit (ulimit -n), which is \(DescriptorLimit.soft)")
    }
    let thread: DatabaseThread
    do throws(ThreadError) { thread = try DatabaseThread() } catch { throw SandboxError(error) }
    do {
      let opened = try await thread.run { try SandboxSetup.open(configuration) }
      let listener = try await listen(configuration, opened, thread)
      let service = opened.service
      let sender = WebhookSender(service: service, thread: thread, sleep: configuration.sleep)
      service.queue.wake()
      return SandboxServer(
        opened: opened, thread: thread, listener: listener, sender: .start { await sender.run() })
    } catch {
      await thread.stop()
      throw HTTPListener.wrapped(error, port: configuration.port)
    }
  }

  private static func listen(
    _ configuration: SandboxConfiguration, _ opened: OpenedSandbox, _ thread: DatabaseThread
  ) async throws -> HTTPListener {
    let responder = RequestResponder(opened.service, thread, configuration.eventStreamLimits)
    func start(_ port: Int) async throws -> HTTPListener {
      try await HTTPListener.start(
        port: port, limits: configuration.connectionLimits, latency: configuration.latency, responder)
    }
    guard configuration.keepsPort, opened.storage.path != nil else { return try await start(configuration.port) }
    // What no sandbox has stored counts as nothing.
    let own = opened.storedPort.flatMap { PersistentPort.range.contains($0) ? [$0] : nil } ?? []
    let listener = try await HTTPListener.start(onOneOf: own + PersistentPort.candidates(), start)
    // A file that cannot be written serves this process all the same.
    if own.isEmpty { try? await thread.run { try opened.service.keep(port: listener.port) } }
    return listener
  }

  /// Cancels webhooks, answers running requests, then closes every connection and the database. A second call does
  /// nothing.
  package func shutdown() async {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    service.queue.close()
    await sender.value
    await listener.stop(within: Self.shutdownTime)
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
