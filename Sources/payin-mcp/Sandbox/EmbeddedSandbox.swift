import HTTP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import Synchronization
import Threads

/// The sandbox inside this process. It opens its socket and its file once, at the first call that needs them.
final class EmbeddedSandbox: SandboxHost {
  private static let flag = "--sandbox-db"

  private let configuration: SandboxConfiguration
  private let starting = Mutex<Task<Target, any Error>?>(nil)
  private let server = Mutex<SandboxServer?>(nil)
  private let warn: @Sendable (LocalizedText) -> Void

  /// - Parameters:
  ///   - seed: decides all ids, addresses and hashes; random if nil. A file keeps the seed it was made with.
  ///   - merchant: the merchant's name on the pages of payers; nil if none is set.
  ///   - transport: sends webhooks.
  ///   - warn: called once if orders are kept in memory although that was not asked for.
  init(
    storage: SandboxConfiguration.Storage, dialect: Dialect, seed: UInt64?, webhook: SandboxConfiguration.Webhook,
    merchant: String?, transport: any HTTPTransport, warn: @escaping @Sendable (LocalizedText) -> Void
  ) {
    // Its main client is this process.
    configuration = SandboxConfiguration(
      database: storage, keepsPort: true, seed: seed,
      dialect: dialect, connectionLimits: .ofProcess(descriptorsEach: 2), webhook: webhook, merchant: merchant,
      transport: transport)
    self.warn = warn
  }

  /// A failed start is tried again by the next call.
  func target() async throws -> Target {
    let task = starting.withLock { starting in
      let task = starting ?? Task.start { [self] in try await start() }
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

  private func start() async throws -> Target {
    let server = try await SandboxServer.start(configuration)
    self.server.withLock { $0 = server }
    if let text = server.storage.memoryWarning(flag: Self.flag) { warn(text) }
    return Target(
      baseURL: try BaseURL(server.baseURL), apiKey: try APIKey(SandboxKeys.full),
      sandboxToken: server.controlToken)
  }

  /// The server; nil before it serves.
  var runningServer: SandboxServer? { server.withLock(\.self) }

  var storage: SandboxStorage? {
    server.withLock(\.self).map { server in
      SandboxStorage(
        file: server.storage.path, warning: server.storage.memoryWarning(flag: Self.flag), note: Self.note(server))
    }
  }

  /// The next start takes the port again, so that nothing has to be done.
  private static func note(_ server: SandboxServer) -> LocalizedText? {
    guard let port = server.storedPort, port != server.port else { return nil }
    return LocalizedText(
      "Port \(port), which links of earlier answers lead to, is in use: by another process on the same sandbox, which serves them, or by another program. New links lead to port \(server.port).",
      "早先应答中的链接所指的端口 \(port) 正被占用：若是同一沙盒的另一进程，则由它提供这些页面；否则属于其他程序。新链接指向端口 \(server.port)。")
  }

  /// Merges the log of the database into its file before the end of the process, so that a copy of the file alone holds
  /// every order. Transactions are complete without it.
  func finish() {
    server.withLock(\.self)?.finishDatabase()
  }
}
