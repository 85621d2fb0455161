import JSON

/// The table of endpoints. A deleted one stays for the log of its deliveries.
package struct EndpointRepository {
  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  package func nextSequence() throws -> Int64 {
    try database.nextSequence(of: WebhookEndpoint.self)
  }

  package func insert(_ endpoint: WebhookEndpoint) throws {
    try database.insert(endpoint)
  }

  package func update(_ endpoint: WebhookEndpoint) throws {
    try database.update(endpoint)
  }

  package func delete(_ endpoint: WebhookEndpoint, at time: Timestamp) throws {
    try database.execute(
      "UPDATE webhook_endpoints SET deleted_at = ?, is_enabled = 0 WHERE id = ?", [SQLValue(time), .text(endpoint.id)])
  }

  package func find(id: String, tenant: String) throws -> WebhookEndpoint? {
    try list(Filter("tenant = ? AND id = ?", .text(tenant), .text(id))).first
  }

  /// Makes the endpoint of the configuration, or finds the one from an earlier start with the same URL. Its secret may
  /// be that of a real account, so it is not written to the file.
  /// - Returns: the endpoint's id.
  package func configure(_ url: String, _ scheme: SignatureScheme, _ identifiers: Identifiers, at now: Timestamp) throws
    -> String
  {
    if var endpoint = try list(Filter("tenant IS NULL AND url = ?", .text(url))).first {
      (endpoint.scheme, endpoint.updatedAt) = (scheme, now)
      try update(endpoint)
      return endpoint.id
    }
    let sequence = try nextSequence()
    let endpoint = WebhookEndpoint(
      sequence: sequence, id: identifiers.id("wep", sequence), tenant: nil, name: "configured", description: nil,
      url: url, secret: "", scheme: scheme, subscribedEvents: [WebhookEndpoint.everyEvent],
      maximumRetries: WebhookEndpoint.standardRetries, timeoutMilliseconds: WebhookEndpoint.standardTimeout,
      isEnabled: true, createdAt: now, updatedAt: now)
    try insert(endpoint)
    return endpoint.id
  }

  /// The enabled endpoints of the tenant, and the one of the configuration.
  package func enabled(tenant: String, configured id: String?) throws -> [WebhookEndpoint] {
    try list(Filter("(tenant = ? OR id = ?) AND is_enabled = 1", .text(tenant), SQLValue(id)))
  }

  func hasEnabled(configured id: String?) throws -> Bool {
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM webhook_endpoints
        WHERE (tenant IS NOT NULL OR id = ?) AND is_enabled = 1 AND deleted_at IS NULL)
      """, [SQLValue(id)]) == 1
  }

  /// Lists rows, newest first.
  package func list(_ filter: Filter) throws -> [WebhookEndpoint] {
    var filter = filter
    filter.require("deleted_at IS NULL")
    return try database.records("\(filter.clause) ORDER BY sequence DESC", filter.values)
  }
}

extension WebhookEndpoint: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case tenant
    case name
    case description
    case url
    case secret
    case scheme
    case subscribedEvents = "subscribed_events"
    case maximumRetries = "max_retries"
    case timeoutMilliseconds = "timeout_ms"
    case isEnabled = "is_enabled"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }

  static let table = Table<WebhookEndpoint>("webhook_endpoints", key: .id, fixed: [.sequence, .tenant, .createdAt])

  init(_ row: inout RecordRow<WebhookEndpoint>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), tenant: row.optionalText(.tenant),
      name: try row.text(.name), description: row.optionalText(.description), url: try row.text(.url),
      secret: try row.text(.secret), scheme: try row.value(.scheme), subscribedEvents: try row.subscribedEvents(),
      maximumRetries: try row.int(.maximumRetries), timeoutMilliseconds: try row.int(.timeoutMilliseconds),
      isEnabled: try row.bool(.isEnabled), createdAt: try row.timestamp(.createdAt),
      updatedAt: try row.timestamp(.updatedAt))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .tenant: SQLValue(tenant)
    case .name: .text(name)
    case .description: SQLValue(description)
    case .url: .text(url)
    case .secret: .text(secret)
    case .scheme: .text(scheme.rawValue)
    case .subscribedEvents: .text(JSONValue.array(subscribedEvents.map(JSONValue.string)).description)
    case .maximumRetries: SQLValue(maximumRetries)
    case .timeoutMilliseconds: SQLValue(timeoutMilliseconds)
    case .isEnabled: SQLValue(isEnabled)
    case .createdAt: SQLValue(createdAt)
    case .updatedAt: SQLValue(updatedAt)
    }
  }
}

extension RecordRow<WebhookEndpoint> {
  fileprivate mutating func subscribedEvents() throws(DatabaseError) -> [String] {
    let text = try text(.subscribedEvents)
    guard let types = try? JSONParser.parse(text).array?.compactMap(\.string) else {
      throw DatabaseError(code: .corrupt, message: "not a list: \(text)")
    }
    return types
  }
}
