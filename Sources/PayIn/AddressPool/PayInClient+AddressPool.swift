import JSON

extension PayInClient {
  /// Depositors in all, with what came in for each.
  ///
  /// - Parameter search: part of a reference.
  package func depositReferences(
    search: String?, at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let condition = ListFilter("depositReference", search, .contains, sentAs: [("search", search)])
    return try await page(.depositReferences, [condition], position, rows: "references", .depositor)
  }

  /// What has arrived on the chains, for orders and as deposits.
  package func transfers(
    _ filter: TransferFilter = TransferFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.transfers, filter.conditions, position, rows: "transfers", .chainTransfer)
  }

  /// How many addresses of each protocol are free and taken.
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
}
