import JSON

/// The table of endpoints. A deleted one stays for the log of its deliveries.
package struct EndpointRepository {
  private static let columns = """
    sequence, id, tenant, name, description, url, secret, scheme, subscribed_events, max_retries, timeout_ms, \
    is_enabled, created_at, updated_at
    """

  package let database: Database

  package init(
    database: Database
  ) {
    self.database = database
  }

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM webhook_endpoints") + 1
  }

  package func insert(_ endpoint: WebhookEndpoint) throws {
    try database.execute(
      "INSERT INTO webhook_endpoints (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [.integer(endpoint.sequence), .text(endpoint.id), SQLValue(endpoint.tenant)] + values(endpoint)
        + [SQLValue(endpoint.createdAt), SQLValue(endpoint.updatedAt)])
  }

  package func update(_ endpoint: WebhookEndpoint) throws {
    try database.execute(
      """
      UPDATE webhook_endpoints SET name = ?, description = ?, url = ?, secret = ?, scheme = ?, subscribed_events = ?,
        max_retries = ?, timeout_ms = ?, is_enabled = ?, updated_at = ?
      WHERE id = ?
      """, values(endpoint) + [SQLValue(endpoint.updatedAt), .text(endpoint.id)])
  }

  private func values(_ endpoint: WebhookEndpoint) -> [SQLValue] {
    [
      .text(endpoint.name), SQLValue(endpoint.description), .text(endpoint.url), .text(endpoint.secret),
      .text(endpoint.scheme.rawValue),
      .text(JSONValue.array(endpoint.subscribedEvents.map(JSONValue.string)).description),
      SQLValue(endpoint.maximumRetries), SQLValue(endpoint.timeoutMilliseconds), SQLValue(endpoint.isEnabled),
    ]
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
    return try database.all(
      "SELECT \(Self.columns) FROM webhook_endpoints \(filter.clause) ORDER BY sequence DESC", filter.values, Self.read)
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> WebhookEndpoint {
    WebhookEndpoint(
      sequence: try row.integer(), id: try row.text(), tenant: row.optionalText(), name: try row.text(),
      description: row.optionalText(), url: try row.text(), secret: try row.text(),
      scheme: try row.value(SignatureScheme.self), subscribedEvents: try row.texts(), maximumRetries: try row.int(),
      timeoutMilliseconds: try row.int(), isEnabled: try row.int() == 1, createdAt: try row.timestamp(),
      updatedAt: try row.timestamp())
  }
}

extension Row {
  /// Reads a JSON array of strings.
  fileprivate mutating func texts() throws(DatabaseError) -> [String] {
    let text = try text()
    guard let texts = try? JSONParser.parse(text).array?.compactMap(\.string) else {
      throw DatabaseError(code: .corrupt, message: "not a list: \(text)")
    }
    return texts
  }
}
