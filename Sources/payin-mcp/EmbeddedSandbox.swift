import PayIn
import Sandbox
import Synchronization

/// The sandbox inside this process. Opens its socket and its file at the first call that needs it, once.
final class EmbeddedSandbox: Sendable {
  private let storage: SandboxConfiguration.Storage
  private let dialect: Dialect
  private let starting = Mutex<Task<Target, any Error>?>(nil)

  init(storage: SandboxConfiguration.Storage, dialect: Dialect) {
    self.storage = storage
    self.dialect = dialect
  }

  /// Where the sandbox is and how to speak to it. A failed start is tried again by the next call.
  func target() async throws -> Target {
    let task = starting.withLock { starting in
      let task = starting ?? Task { [storage, dialect] in try await Self.start(storage, dialect) }
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
  private static func start(_ storage: SandboxConfiguration.Storage, _ dialect: Dialect) async throws -> Target {
    let server = try await SandboxServer.start(SandboxConfiguration(database: storage, dialect: dialect))
    return Target(
      baseURL: try BaseURL(server.baseURL), apiKey: try APIKey(SandboxKeys.full),
      sandboxToken: server.controlToken)
  }
}
