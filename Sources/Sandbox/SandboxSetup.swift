import SandboxAPI
import SandboxModel
import SandboxPages

/// Makes the service that a configuration describes.
enum SandboxSetup {
  /// Opens the database, migrates it and fills the pool. Blocks.
  /// - Returns: the service, and where its state is kept.
  static func open(
    _ configuration: SandboxConfiguration, controlToken: String
  ) throws -> (service: SandboxService, storage: SandboxConfiguration.Storage) {
    let storage = configuration.database
    do {
      return (try open(configuration, in: storage, controlToken: controlToken), storage)
    } catch let error as SandboxError where error.isPathUnusable {
      guard case .defaultFile = storage else { throw error }
      let memory = SandboxConfiguration.Storage.memoryInsteadOfFile(reason: error.description)
      return (try open(configuration, in: memory, controlToken: controlToken), memory)
    }
  }

  private static func open(
    _ configuration: SandboxConfiguration, in storage: SandboxConfiguration.Storage, controlToken: String
  ) throws -> SandboxService {
    do {
      return try service(configuration, database: try database(storage), controlToken: controlToken)
    } catch let error as DatabaseError {
      throw SandboxError(
        .databaseUnavailable, detail: [storage.path, error.message].compactMap(\.self).joined(separator: ": "),
        isPathUnusable: error.isPathUnusable)
    }
  }

  private static func database(_ storage: SandboxConfiguration.Storage) throws -> Database {
    switch storage {
    case .memory, .memoryInsteadOfFile:
      return try Database(path: ":memory:")
    case .file(let path):
      return try Database(path: try DatabaseFile(path: path, mayBeLink: true).prepare())
    case .defaultFile(let path):
      return try Database(path: try DatabaseFile(path: path, mayBeLink: false).prepare())
    }
  }

  private static func service(
    _ configuration: SandboxConfiguration, database: sending Database, controlToken: String
  ) throws -> SandboxService {
    try Schema.migrate(database)
    let scheme = configuration.webhook.scheme ?? configuration.dialect.signatureScheme
    let (identifiers, endpoint) = try database.transaction(.writing) {
      let identifiers = try Identifiers(storedIn: database, wanted: configuration.seed)
      let pool = AddressPool(database: database, cooldownMinutes: configuration.cooldownMinutes)
      for addressProtocol in AddressProtocol.allCases {
        try pool.fill(addressProtocol, to: configuration.poolSize, from: identifiers, at: configuration.clock())
      }
      let endpoint = try configuration.webhook.url.map { url in
        try EndpointRepository(database: database).configure(url.text, scheme, identifiers, at: configuration.clock())
      }
      return (identifiers, endpoint)
    }
    let webhooks = WebhookSettings(
      configuredEndpoint: endpoint, configuredURL: configuration.webhook.url, secret: configuration.webhook.secret,
      scheme: scheme)
    let settings = SandboxSettings(
      controlToken: controlToken, allowsDuplicateReferences: configuration.allowsDuplicateReferences,
      dialect: configuration.dialect, transport: configuration.transport, identifiers: identifiers,
      cooldownMinutes: configuration.cooldownMinutes, machineClock: MonotonicClock(configuration.clock),
      webhooks: webhooks, merchant: configuration.merchant, observe: configuration.observe)
    return SandboxService(database: database, settings: settings, pages: .all)
  }
}
