package import HTTP
package import SandboxAPI
package import SandboxModel

/// What a sandbox is made of. Everything that could vary from run to run is in here.
package struct SandboxConfiguration: Sendable {
  package enum Storage: Sendable, Equatable {
    case memory
    /// The same, although a file is wanted: there is no place for one, for this reason.
    case memoryInsteadOfFile(reason: String)
    /// A file that somebody named; it may be a symbolic link to a sandbox. Folders that are missing are made. Several
    /// processes may use one file.
    case file(path: String)
    /// The same in the place where sandboxes are kept; it must not be a symbolic link. If nothing can be written there,
    /// memory serves instead.
    case defaultFile(path: String)
  }

  package var database: Storage
  /// Zero lets the system choose.
  package var port: Int
  package var clock: @Sendable () -> Timestamp
  /// From which ids, addresses and hashes follow; random if nil. A file keeps the seed it was made with.
  package var seed: UInt64?
  /// What `X-Sandbox-Token` must carry; random if nil.
  package var controlToken: String?
  /// Addresses of each protocol. A file that has fewer is filled up.
  package var poolSize: Int
  /// How long a released address rests before it is given out again.
  package var cooldownMinutes: Int
  /// Accepts an order reference again instead of refusing it with 409. The published dialect always does.
  package var allowsDuplicateReferences: Bool
  package var dialect: Dialect
  /// How much later than need be each answer leaves.
  package var latency: Duration
  package var connectionLimits: ConnectionLimits
  package var webhook: Webhook
  /// Sends webhooks. Without one they are written down and wait.
  package var transport: (any HTTPTransport)?
  /// Waits from one time of the sandbox's clock to another.
  package var sleep: @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void

  package init(
    database: Storage = .memory, port: Int = 0, clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
    seed: UInt64? = nil, controlToken: String? = nil, poolSize: Int = 1000, cooldownMinutes: Int = 30,
    allowsDuplicateReferences: Bool = false, dialect: Dialect = .documented, latency: Duration = .zero,
    connectionLimits: ConnectionLimits = .ofProcess(descriptorsEach: 1), webhook: Webhook = Webhook(),
    transport: (any HTTPTransport)? = nil,
    sleep: @escaping @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void = Timestamp.sleep
  ) {
    self.database = database
    self.port = port
    self.clock = clock
    self.seed = seed
    self.controlToken = controlToken
    self.poolSize = poolSize
    self.cooldownMinutes = cooldownMinutes
    self.allowsDuplicateReferences = allowsDuplicateReferences
    self.dialect = dialect
    self.latency = latency
    self.connectionLimits = connectionLimits
    self.webhook = webhook
    self.transport = transport
    self.sleep = sleep
  }
}

extension SandboxConfiguration {
  /// The endpoint that is set at the start; others can be made while the sandbox serves.
  package struct Webhook: Sendable {
    /// The secret of a sandbox for which none was configured. It is known to everybody, and protects play money only.
    package static let knownSecret = WebhookSettings.knownSecret

    /// Where events are sent; nil for nowhere.
    package var url: WebhookURL?
    /// The secret that signs for this endpoint and for receivers on this machine.
    package var secret: String
    /// The form of the signature; that of the dialect if nil.
    package var scheme: SignatureScheme?

    package init(url: WebhookURL? = nil, secret: String = knownSecret, scheme: SignatureScheme? = nil) {
      self.url = url
      self.secret = secret
      self.scheme = scheme
    }
  }
}

extension SandboxConfiguration.Storage {
  /// The path of the file; nil for memory.
  package var path: String? {
    switch self {
    case .memory, .memoryInsteadOfFile: nil
    case .file(let path), .defaultFile(let path): path
    }
  }
}
