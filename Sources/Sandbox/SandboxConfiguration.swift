package import HTTP
package import SandboxAPI
package import SandboxModel

/// The configuration of a sandbox: everything that can differ between runs.
package struct SandboxConfiguration: Sendable {
  package enum Storage: Sendable, Equatable {
    case memory
    /// Memory instead of the default file, which cannot be used for this reason.
    case memoryInsteadOfFile(reason: String)
    /// A file whose path the user gave; it may be a symbolic link to a sandbox. Missing folders are made. Several
    /// processes may use one file.
    case file(path: String)
    /// The file in the default place; it must not be a symbolic link. Memory is used if the place cannot be written.
    case defaultFile(path: String)
  }

  package var database: Storage
  /// The port; zero lets the system choose.
  package var port: Int
  /// Whether the file's own port is taken, which is chosen at its first start, and `port` is not used. Another one is
  /// taken only while that is not free. Without effect in memory.
  package var keepsPort: Bool
  package var clock: @Sendable () -> Timestamp
  /// The seed of ids, addresses and hashes; random if nil. A file keeps the seed it was made with.
  package var seed: UInt64?
  /// The required value of `X-Sandbox-Token`; if nil, the one that was made at random with the file.
  package var controlToken: String?
  /// The number of addresses of each protocol. A file that has fewer is filled up.
  package var poolSize: Int
  /// The time in minutes for which a released address is kept back.
  var cooldownMinutes: Int
  /// Whether an order reference may be used again instead of being refused with 409. The published dialect always
  /// allows it.
  var allowsDuplicateReferences: Bool
  package var dialect: Dialect
  /// The delay of every reply.
  package var latency: Duration
  var connectionLimits: ConnectionLimits
  var eventStreamLimits = EventStreamLimits()
  package var webhook: Webhook
  /// The merchant's name on the pages of payers; nil if none is set.
  package var merchant: String?
  /// Sends webhooks; without it they are stored and wait.
  package var transport: (any HTTPTransport)?
  /// Sleeps from one time of the sandbox's clock to another.
  package var sleep: @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void
  /// Is told of requests and deliveries.
  package var observe: SandboxObserver?

  package init(
    database: Storage = .memory, port: Int = 0, keepsPort: Bool = false,
    clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
    seed: UInt64? = nil, controlToken: String? = nil, poolSize: Int = 1000, cooldownMinutes: Int = 30,
    allowsDuplicateReferences: Bool = false, dialect: Dialect = .documented, latency: Duration = .zero,
    connectionLimits: ConnectionLimits = .ofProcess(descriptorsEach: 1), webhook: Webhook = Webhook(),
    merchant: String? = nil, transport: (any HTTPTransport)? = nil,
    sleep: @escaping @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void = Timestamp.sleep,
    observe: SandboxObserver? = nil
  ) {
    self.observe = observe
    self.database = database
    self.port = port
    self.keepsPort = keepsPort
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
    self.merchant = merchant
    self.transport = transport
    self.sleep = sleep
  }
}

extension SandboxConfiguration {
  /// The endpoint that is set at the start; others can be made while the sandbox serves.
  package struct Webhook: Sendable {
    /// The secret of a sandbox for which none was configured. It is public, and protects play money only.
    package static let knownSecret = WebhookSettings.knownSecret

    /// The URL to which events are sent; nil for none.
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
