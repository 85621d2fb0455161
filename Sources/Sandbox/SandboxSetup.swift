extension SandboxService {
  /// Opens the database, brings it up to date and fills the pool. Blocks.
  /// - Returns: the service, and where its state is kept.
  static func open(
    _ configuration: SandboxConfiguration, controlToken: String
  ) throws -> (service: SandboxService, storage: SandboxConfiguration.Storage) {
    let storage = configuration.database
    do {
      return (try open(configuration, in: storage, controlToken: controlToken), storage)
    } catch let error as SandboxError where error.isOfPlace {
      guard case .defaultFile = storage else { throw error }
      let memory = SandboxConfiguration.Storage.memoryInsteadOfFile(reason: error.description)
      return (try open(configuration, in: memory, controlToken: controlToken), memory)
    }
  }

  private static func open(
    _ configuration: SandboxConfiguration, in storage: SandboxConfiguration.Storage, controlToken: String
  ) throws -> SandboxService {
    do {
      return try open(configuration, database: try open(storage), controlToken: controlToken)
    } catch let error as DatabaseError {
      throw SandboxError(
        .databaseUnavailable, detail: [storage.path, error.message].compactMap(\.self).joined(separator: ": "),
        isOfPlace: error.isOfPlace)
    }
  }

  private static func open(
    _ configuration: SandboxConfiguration, database: sending Database, controlToken: String
  ) throws -> SandboxService {
    try Schema.migrate(database)
    let (identifiers, endpoint) = try database.transaction(.writing) {
      let identifiers = Identifiers(seed: try seed(of: database, wanted: configuration.seed))
      let pool = AddressPool(database: database, cooldownMinutes: configuration.cooldownMinutes)
      for addressProtocol in AddressProtocol.allCases {
        try pool.fill(
          addressProtocol, to: configuration.poolSize, from: identifiers, at: configuration.clock())
      }
      return (identifiers, try configuredEndpoint(configuration, database, identifiers))
    }
    let settings = SandboxSettings(
      identifiers: identifiers, controlToken: controlToken, cooldownMinutes: configuration.cooldownMinutes,
      allowsDuplicateReferences: configuration.allowsDuplicateReferences, dialect: configuration.dialect,
      webhooks: WebhookSettings(configuration, configuredEndpoint: endpoint),
      machineClock: SteadyClock(configuration.clock))
    return SandboxService(database: database, settings: settings)
  }

  private static func open(_ storage: SandboxConfiguration.Storage) throws -> Database {
    switch storage {
    case .memory, .memoryInsteadOfFile:
      return try Database(path: ":memory:")
    case .file(let path):
      return try Database(path: try DatabaseFile(path: path, mayBeLink: true).prepare())
    case .defaultFile(let path):
      return try Database(path: try DatabaseFile(path: path, mayBeLink: false).prepare())
    }
  }

  /// The seed a database was made with stays: a second one could give out an id twice.
  private static func seed(of database: Database, wanted: UInt64?) throws(DatabaseError) -> UInt64 {
    let stored = try database.first("SELECT seed FROM sandbox") { row throws(DatabaseError) in try row.integer() }
    if let stored { return UInt64(bitPattern: stored) }
    let seed = wanted ?? UInt64.random(in: .min ... .max)
    try database.execute("INSERT INTO sandbox (seed) VALUES (?)", [.integer(Int64(bitPattern: seed))])
    return seed
  }
}

extension SandboxConfiguration.Storage {
  /// Nil for memory.
  package var path: String? {
    switch self {
    case .memory, .memoryInsteadOfFile: nil
    case .file(let path), .defaultFile(let path): path
    }
  }
}

extension SandboxConfiguration {
  /// The endpoint that is set at the start; others can be made while the sandbox serves.
  package struct Webhook: Sendable {
    /// As it is known to everybody: it protects play money only.
    package static let knownSecret = "whsec_test_embedded_sandbox"

    /// Nil for none.
    package var url: WebhookURL?
    /// The secret that signs for this endpoint and for receivers on this machine.
    package var secret: String
    /// By the dialect if nil.
    package var scheme: SignatureScheme?

    package init(url: WebhookURL? = nil, secret: String = knownSecret, scheme: SignatureScheme? = nil) {
      self.url = url
      self.secret = secret
      self.scheme = scheme
    }
  }
}

extension WebhookSettings {
  init(_ configuration: SandboxConfiguration, configuredEndpoint: String?) {
    self.init(
      configuredEndpoint: configuredEndpoint, configuredURL: configuration.webhook.url,
      secret: configuration.webhook.secret,
      scheme: configuration.webhook.scheme ?? configuration.dialect.signatureScheme,
      transport: configuration.transport)
  }
}

extension SandboxService {
  /// Makes the endpoint of the configuration, or finds that of an earlier start with the same URL. Its secret may be that
  /// of a real account, so it is not written to the file.
  /// - Returns: its id.
  static func configuredEndpoint(
    _ configuration: SandboxConfiguration, _ database: Database, _ identifiers: Identifiers
  ) throws -> String? {
    guard let url = configuration.webhook.url else { return nil }
    let endpoints = EndpointRepository(database: database)
    let scheme = configuration.webhook.scheme ?? configuration.dialect.signatureScheme
    let now = configuration.clock()
    if var endpoint = try endpoints.findConfigured(url: url.text) {
      (endpoint.scheme, endpoint.updatedAt) = (scheme, now)
      try endpoints.update(endpoint)
      return endpoint.id
    }
    let sequence = try endpoints.nextSequence()
    let endpoint = WebhookEndpoint(
      sequence: sequence, id: identifiers.id("wep", sequence), tenant: nil, name: "configured", description: nil,
      url: url.text, secret: "", scheme: scheme,
      subscribedEvents: [WebhookEndpoint.everyEvent], maximumRetries: WebhookEndpoint.standardRetries,
      timeoutMilliseconds: WebhookEndpoint.standardTimeout, isEnabled: true, createdAt: now, updatedAt: now)
    try endpoints.insert(endpoint)
    return endpoint.id
  }
}
