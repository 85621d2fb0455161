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
