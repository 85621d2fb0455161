import JSON

extension PayInClient {

  /// The numbers of free and taken addresses of each protocol.
  ///
  /// - Parameter family: the one that matters; all if nil.
  package func addressPool(_ family: String? = nil) async throws(PayInError) -> [APIResource] {
    if let family { return [try await availability(family)] }
    do throws(PayInError) {
      let reply = try await read(Endpoint(.addressPool))
      let rows = reply.envelope.data["protocols"]?.array ?? []
      let resources = rows.compactMap { APIResource($0, schema: .pool) }
      guard !resources.isEmpty else { throw reply.unreadable }
      return resources
    } catch  where error.code == .endpointMissing {
      return [try await availability("evm"), try await availability("tron")]
    }
  }

  private func availability(_ family: String) async throws(PayInError) -> APIResource {
    let endpoint = try Endpoint(.addressPoolAvailability, query: [("protocol", family)])
    var pool = try resource(try await read(endpoint), .pool)
    pool.fill("protocol", family)
    return pool
  }

  package func poolAddresses(
    protocol family: String?, at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    // The published code calls the limit otherwise here than in other lists.
    let size = ListFilter("pageSize", nil, .equal, sentAs: [("pageSize", String(position.limit))])
    return try await page(
      .poolAddresses, [ListFilter("protocol", family), size], position, rows: "addresses", .poolAddress)
  }

  /// The number of free payment addresses of all protocols, or nil if the API does not show it: it is not documented.
  package func availableAddresses() async -> Int? {
    guard !account.lacks(.addressPool) else { return nil }
    do throws(PayInError) {
      return try await readOnce(.addressPool).envelope.data["totalAvailable"]?.number?.integer
    } catch {
      if error.code == .endpointMissing { account.noteMissing(.addressPool) }
      return nil
    }
  }
}

extension ResourceSchema {
  static let pool = ResourceSchema(fields: [
    text("protocol"), count("total"), count("available"), count("allocated"), count("bound"), count("coolingDown"),
    count("archived"),
  ])

  static let poolAddress = ResourceSchema(fields: [
    text("address"),
    text("protocol"),
    text("status", "state"),
    text("type"),
    text("externalId", "external_id"),
    text("allocatedAt", "allocated_at"),
    text("cooldownUntil", "cooldown_until"),
    text("createdAt", "created_at"),
  ])
}
