import HTTP
import PayIn
import Sandbox
import Synchronization
import Threads

/// The sandbox inside this process. Opens its socket and its file at the first call that needs it, once.
final class EmbeddedSandbox: Sendable {
  private let configuration: SandboxConfiguration
  private let starting = Mutex<Task<Target, any Error>?>(nil)

  /// - Parameter transport: sends webhooks.
  init(
    storage: SandboxConfiguration.Storage, dialect: Dialect, webhook: SandboxConfiguration.Webhook,
    transport: any HTTPTransport
  ) {
    configuration = SandboxConfiguration(
      database: storage, dialect: dialect, webhook: webhook, transport: transport)
  }

  /// Where the sandbox is and how to speak to it. A failed start is tried again by the next call.
  func target() async throws -> Target {
    let task = starting.withLock { starting in
      let task = starting ?? Task.start { [configuration] in try await Self.start(configuration) }
      starting = task
      return task
    }
    do {
      return try await task.value
    } catch {
      starting.withLock { if $0 == task { $0 = nil } }
      throw error
    }
  }

  /// The server is never shut down: it ends with the process, and each of its transactions is whole.
  private static func start(_ configuration: SandboxConfiguration) async throws -> Target {
    let server = try await SandboxServer.start(configuration)
    return Target(
      baseURL: try BaseURL(server.baseURL), apiKey: try APIKey(SandboxKeys.full),
      sandboxToken: server.controlToken)
  }
}
