import Formats
package import SandboxAPI
import SandboxModel
import SandboxPages

/// Makes the service that a configuration describes.
package enum SandboxSetup {
  /// Opens the database, migrates it and fills the pool. Blocks.
  package static func open(_ configuration: SandboxConfiguration) throws -> OpenedSandbox {
    let storage = configuration.database
    do {
      return try open(configuration, in: storage)
    } catch let error as SandboxError where error.isPathUnusable {
      guard case .defaultFile = storage else { throw error }
      let memory = SandboxConfiguration.Storage.memoryInsteadOfFile(reason: error.description)
      return try open(configuration, in: memory)
    }
  }

  private static func open(
    _ configuration: SandboxConfiguration, in storage: SandboxConfiguration.Storage
  ) throws -> OpenedSandbox {
    do {
      return try open(configuration, in: storage, database: try database(storage))
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

  private static func open(
    _ configuration: SandboxConfiguration, in storage: SandboxConfiguration.Storage, database: sending Database
  ) throws -> OpenedSandbox {
    try Schema.migrate(database)
    let scheme = configuration.webhook.scheme ?? configuration.dialect.signatureScheme
    let newSecret = Hexadecimal.encode((0..<16).map { _ in UInt8.random(in: 0...255) })
    let (identifiers, endpoint, address) = try database.transaction(.writing) {
      let identifiers = try Identifiers(storedIn: database, wanted: configuration.seed)
      let pool = AddressPool(database: database, cooldownMinutes: configuration.cooldownMinutes)
      for addressProtocol in AddressProtocol.allCases {
        try pool.fill(addressProtocol, to: configuration.poolSize, from: identifiers, at: configuration.clock())
      }
      try OrderReferences(database: database).complete()
      let endpoint = try configuration.webhook.url.map { url in
        try EndpointRepository(database: database).configure(url.text, scheme, identifiers, at: configuration.clock())
      }
      return (identifiers, endpoint, try StoredAddress(storedIn: database, newSecret: newSecret))
    }
    let webhooks = WebhookSettings(
      configuredEndpoint: endpoint, configuredURL: configuration.webhook.url, secret: configuration.webhook.secret,
      scheme: scheme)
    let settings = SandboxSettings(
      controlToken: configuration.controlToken ?? address.secret, formKey: address.secret,
      allowsDuplicateReferences: configuration.allowsDuplicateReferences,
      dialect: configuration.dialect, transport: configuration.transport, identifiers: identifiers,
      cooldownMinutes: configuration.cooldownMinutes, machineClock: MonotonicClock(configuration.clock),
      webhooks: webhooks, merchant: configuration.merchant, observe: configuration.observe)
    return OpenedSandbox(
      service: SandboxService(database: database, settings: settings, pages: .all), storage: storage,
      controlToken: settings.controlToken, storedPort: address.port)
  }
}

/// A service that has opened its database, before it serves.
package struct OpenedSandbox: Sendable {
  package let service: SandboxService
  /// The place of the state, which may be memory although a file was wanted.
  let storage: SandboxConfiguration.Storage
  let controlToken: String
  /// The port of the file's links; nil before one was chosen.
  let storedPort: Int?
}
