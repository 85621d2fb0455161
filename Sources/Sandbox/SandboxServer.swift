import Formats
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

  let thread: DatabaseThread
  private let listener: HTTPListener
  let service: SandboxService
  private let sender: Task<Void, Never>
  private let isStopped = Atomic(false)

  private init(
    controlToken: String, storage: SandboxConfiguration.Storage, thread: DatabaseThread, listener: HTTPListener,
    service: SandboxService, sender: Task<Void, Never>
  ) {
    port = listener.port
    self.controlToken = controlToken
    self.storage = storage
    self.thread = thread
    self.listener = listener
    self.service = service
    self.sender = sender
    root = HTTPListener.root(port: listener.port)
    baseURL = root + "/api/v1"
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
      let listener = try await HTTPListener.start(
        port: configuration.port, limits: configuration.connectionLimits, latency: configuration.latency,
        RequestResponder(service, thread, isObserved: configuration.observe != nil))
      let sender = WebhookSender(service: service, thread: thread, sleep: configuration.sleep)
      service.queue.wake()
      return SandboxServer(
        controlToken: controlToken, storage: storage, thread: thread, listener: listener, service: service,
        sender: .start { await sender.run() })
    } catch {
      await thread.stop()
      throw HTTPListener.wrapped(error, port: configuration.port)
    }
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
