import Formats
package import HTTP
package import Journal
package import MCP
package import PayIn
import Synchronization

/// What all tools share: the configuration, the client and what calls remember together.
package final class ToolContext: Sendable {
  /// The versions that `get_status` shows.
  package struct Versions: Sendable {
    package let server: String
    /// Asked for when it is shown: libcurl loads the plug-ins of other libraries to answer, which took an eighth of the
    /// start.
    package let libcurl: @Sendable () -> String
    package let protocolRevisions: [String]

    package init(server: String, libcurl: @autoclosure @escaping @Sendable () -> String, protocolRevisions: [String]) {
      self.server = server
      self.libcurl = libcurl
      self.protocolRevisions = protocolRevisions
    }
  }

  package let configuration: Configuration
  package let versions: Versions
  let time: TimeSource
  let assets: AssetDirectory
  let verdicts = AddressVerdicts()
  let confirmation: Confirmation
  /// Records the writes; nil if the operator does not demand that.
  let journal: Journal?
  let watches: WatchRegistries
  /// The calls of the API that have succeeded, for the export of programs.
  let calls = SessionCalls()
  /// Returns where the embedded sandbox keeps its orders, or nil if it does not serve.
  let sandboxStorage: @Sendable () -> SandboxStorage?
  private let usedKey = UsedKey()
  private let configuredReader: DisplayContext
  private let makeClient: @Sendable () async throws -> PayInClient

  /// - Parameters:
  ///   - time: the clock by which webhooks and remembered values grow old.
  ///   - tokens: seals the tokens that stand for a person's yes where the client cannot ask.
  ///   - journal: records the writes.
  ///   - sandboxStorage: returns where the embedded sandbox keeps its orders, or nil before it serves.
  ///   - client: makes the client of one call. It is not called while the configuration has problems.
  package init(
    configuration: Configuration, versions: Versions, time: TimeSource = .system,
    tokens: StateSealer = StateSealer(), journal: Journal? = nil,
    sandboxStorage: @escaping @Sendable () -> SandboxStorage? = { nil },
    client: @escaping @Sendable () async throws -> PayInClient
  ) {
    self.configuration = configuration
    self.versions = versions
    self.time = time
    assets = AssetDirectory(configuration, now: time.now)
    confirmation = Confirmation(configuration, tokens: tokens)
    self.journal = journal
    watches = WatchRegistries(time)
    self.sandboxStorage = sandboxStorage
    makeClient = client
    configuredReader = DisplayContext(
      configuration.language, hiding: Secrets(configuration.apiKey, configuration.webhookSecret))
  }

  /// The language of results, and the secrets that are hidden from them: the key of a sandbox from the first call on.
  var reader: DisplayContext {
    guard configuration.apiKey == nil, let key = usedKey.value else { return configuredReader }
    return DisplayContext(configuration.language, hiding: configuredReader.secrets.adding(key))
  }

  /// The key of the latest client.
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
    } catch let refusal as SeparateSandbox.Refusal {
      throw .separateSandbox(refusal.failure, refusal.host, operation)
    } catch {
      throw PayInError(
        .sandboxUnavailable, operation, outcome: .notSent, retry: .safe,
        detail: LocalizedText(verbatim: String(describing: error)))
    }
  }
}

extension ToolContext {
  /// The context of a running server. Its calls are those of one account and share what it remembers.
  ///
  /// - Parameters:
  ///   - sandbox: called at its first use, and only where no key is set.
  ///   - journal: records the writes; nil if that is not demanded.
  ///   - observe: called with each attempt of a call when it has ended.
  package convenience init(
    configuration: Configuration, versions: Versions, transport: any HTTPTransport, sandbox: any SandboxHost,
    journal: Journal? = nil, observe: @escaping @Sendable (CallEvent) -> Void
  ) {
    let account = AccountState(configuration.limits, dialect: configuration.dialect)
    let client = { @Sendable (target: Target) in
      PayInClient(
        target: target, transport: transport, limits: configuration.limits,
        checksDuplicates: configuration.checksDuplicates, account: account, observe: observe
      ) { RandomUUID.text() }
    }
    let configured = configuration.target.map(client)
    self.init(
      configuration: configuration, versions: versions, journal: journal, sandboxStorage: { sandbox.storage }
    ) {
      if let configured { configured } else { client(try await sandbox.target()) }
    }
  }
}

/// The sandbox inside this process, as far as the tools use it.
package protocol SandboxHost: Sendable {
  /// The address and the key of the sandbox, which is started first if it does not serve yet.
  func target() async throws -> Target
  /// The place where its orders are kept; nil before it serves.
  var storage: SandboxStorage? { get }
}

/// The place where an embedded sandbox keeps its orders, as `get_status` shows it.
package struct SandboxStorage: Sendable {
  /// The path of the file, or nil if orders are kept in memory and end with the process.
  package let file: String?
  /// The reason why orders are kept in memory although that was not asked for.
  package let warning: LocalizedText?
  /// The reason why links of earlier processes lead elsewhere; nil if they lead here.
  package let note: LocalizedText?

  package init(file: String?, warning: LocalizedText?, note: LocalizedText? = nil) {
    (self.file, self.warning, self.note) = (file, warning, note)
  }
}
