import JSON

extension PayInClient {
  /// Counts of orders, and their sums by token.
  package func orderStatistics(_ filter: StatisticsFilter) async throws(PayInError) -> (APIResource, [Warning]) {
    try await OrderStatistics(client: self, filter: filter, deadline: deadline(for: .orderStatistics)).read()
  }

  /// Counts of links and of what was ordered by them, and their revenue by token.
  package func paymentLinkStatistics(
    status: String?, _ filter: StatisticsFilter
  ) async throws(PayInError) -> APIResource {
    let query = [("status", status)] + filter.times
    return try resource(
      try await readStatistics(Endpoint(.paymentLinkStatistics, query: query)), .linkStatistics)
  }

  /// The published code counts what is bound, and has zero for all that came in. Zero is believed only if the list of
  /// transfers is empty as well.
  package func depositStatistics() async throws(PayInError) -> (APIResource, [Warning]) {
    let deadline = deadline(for: .depositStatistics)
    let reply = try await readStatistics(Endpoint(.depositStatistics), by: deadline)
    let counts = try resource(reply, .depositStatistics)
    let isEmpty = (counts.integer("totalDeposits") ?? 0) == 0
    guard isEmpty, (counts.fields["totalAmountByCurrency"]?.object ?? [:]).isEmpty else { return (counts, []) }
    guard await confirmedDeposits(by: deadline) != 0 else { return (counts, []) }
    return (try resource(reply, .boundCounts), [Warning(.totalsMissing)])
  }

  /// Nil if nobody tells.
  private func confirmedDeposits(by deadline: Deadline) async -> Int? {
    let filter = DepositFilter(status: "confirmed")
    let listed = try? await page(
      .transfers, filter.transferConditions, Page.Position(limit: 1), rows: "transfers", .deposit, by: deadline)
    return listed.flatMap { $0.warnings.isEmpty ? $0.page.total : nil }
  }

  /// Where there are no statistics their route is taken for that of a resource with this id, and there is none.
  func readStatistics(_ endpoint: Endpoint, by deadline: Deadline? = nil) async throws(PayInError) -> Reply {
    do throws(PayInError) {
      return try await read(endpoint, by: deadline)
    } catch  where error.code == .notFound || error.upstream?.code == "ORDER_ID_INVALID" {
      var missing = PayInError(
        .endpointMissing, endpoint.operation, outcome: nil, retry: .never, upstream: error.upstream)
      missing.requestID = error.requestID
      throw missing
    }
  }
}
