import Glibc
package import MCP
package import PayIn
import Synchronization

/// What the tools work with.
package struct ToolContext: Sendable {
  /// What this program is made of, for `get_status`.
  package struct Versions: Sendable {
    package let server: String
    package let libcurl: String
    package let protocolRevisions: [String]

    package init(server: String, libcurl: String, protocolRevisions: [String]) {
      self.server = server
      self.libcurl = libcurl
      self.protocolRevisions = protocolRevisions
    }
  }

  package let configuration: Configuration
  package let versions: Versions
  let time: TimeSource
  let assets: AssetDirectory
  let confirmation: Confirmation
  let watches: Watches
  /// Where the embedded sandbox keeps its orders; nil if it does not serve.
  let sandboxStorage: @Sendable () -> SandboxStorage?
  private let usedKey = UsedKey()
  private let makeClient: @Sendable () async throws -> PayInClient

  /// - Parameters:
  ///   - time: for the age of webhooks and of what is kept.
  ///   - tokens: seals what stands for a person's yes where the client cannot ask.
  ///   - sandboxStorage: where the embedded sandbox keeps its orders, once it serves.
  ///   - client: asked at each call; starts the embedded sandbox at its first use. Not asked while the configuration
  ///     has problems.
  package init(
    configuration: Configuration, versions: Versions, time: TimeSource = .system,
    tokens: StateSealer = StateSealer(), sandboxStorage: @escaping @Sendable () -> SandboxStorage? = { nil },
    client: @escaping @Sendable () async throws -> PayInClient
  ) {
    self.configuration = configuration
    self.versions = versions
    self.time = time
    assets = AssetDirectory(configuration, now: time.now)
    confirmation = Confirmation(configuration, tokens: tokens)
    watches = Watches(time)
    self.sandboxStorage = sandboxStorage
    makeClient = client
  }

  /// Who reads what the tools say. The key of a sandbox is hidden from the first call on.
  var reader: DisplayContext {
    let secrets = Secrets(configuration.apiKey, configuration.webhookSecret).adding(usedKey.value)
    return DisplayContext(configuration.language, hiding: secrets)
  }

  /// The key of the client that was made.
  private final class UsedKey: Sendable {
    private let key = Mutex<APIKey?>(nil)

    var value: APIKey? { key.withLock(\.self) }

    func set(_ key: APIKey) {
      self.key.withLock { $0 = key }
    }
  }

  func client(for operation: Operation) async throws(PayInError) -> PayInClient {
    if let problem = configuration.errors.first {
      throw PayInError(.notConfigured, operation, outcome: .notSent, retry: .never, field: problem.variable)
    }
    do {
      let client = try await makeClient()
      usedKey.set(client.target.apiKey)
      return client
    } catch {
      throw PayInError(
        .sandboxUnavailable, operation, outcome: .notSent, retry: .safe,
        detail: LocalizedText(verbatim: String(describing: error)))
    }
  }
}

/// Where an embedded sandbox keeps its orders, for `get_status`.
package struct SandboxStorage: Sendable {
  /// The path of the file; nil if orders end with the process.
  package let file: String?
  /// Why there is no file although one was wanted.
  package let warning: LocalizedText?

  package init(file: String?, warning: LocalizedText?) {
    self.file = file
    self.warning = warning
  }
}
