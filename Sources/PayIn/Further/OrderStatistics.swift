import JSON

/// Reads statistics of orders with a sum for each token. The published code adds the amounts of all tokens up, which
/// means nothing, so it is asked for each token by itself.
struct OrderStatistics: Sendable {
  /// More tokens than that are not asked for: the counts are worth more than a wait.
  private static let maximumTokens = 8

  let client: PayInClient
  let filter: StatisticsFilter
  let deadline: Deadline

  func read() async throws(PayInError) -> (APIResource, [Warning]) {
    let reply = try await reply(filter)
    var record = try client.record(reply, .orderStatistics)
    if record.fields["totalAmountByCurrency"] == nil { await fillSums(&record, reply) }
    return (record, warnings(record))
  }

  private func reply(_ filter: StatisticsFilter) async throws(PayInError) -> PayInClient.Reply {
    try await client.readStatistics(Endpoint(.orderStatistics, query: filter.query), by: deadline)
  }

  private func fillSums(_ record: inout APIResource, _ reply: PayInClient.Reply) async {
    let tokens = names("byCurrency", in: record)
    guard !tokens.isEmpty, tokens.count <= Self.maximumTokens else { return }
    var (total, completed): (JSONObject, JSONObject) = ([:], [:])
    for token in tokens {
      guard let data = tokens.count == 1 ? reply.envelope.data : await data(of: token) else { return }
      total[token] = text(data["totalAmount"])
      completed[token] = text(data["completedAmount"])
    }
    record.fill("totalAmountByCurrency", .object(total))
    record.fill("completedAmountByCurrency", .object(completed))
  }

  /// Nil unless it is certain that nothing else was counted.
  private func data(of token: String) async -> JSONValue? {
    var filter = filter
    filter.currency = token
    guard let reply = try? await reply(filter), let record = try? client.record(reply, .orderStatistics),
      names("byCurrency", in: record) == [token]
    else { return nil }
    return reply.envelope.data
  }

  private func text(_ value: JSONValue?) -> JSONValue? {
    (value?.string ?? value?.number?.literal).map(JSONValue.string)
  }

  private func names(_ field: String, in record: APIResource) -> [String] {
    record.fields[field]?.object?.members.map(\.name) ?? []
  }

  private func warnings(_ record: APIResource) -> [Warning] {
    let wanted = [("chainId", filter.chainID, "byChain"), ("currency", filter.currency, "byCurrency")]
    let ignored = wanted.filter { _, value, field in
      value.map { value in names(field, in: record).contains { $0.lowercased() != value.lowercased() } } ?? false
    }
    return ignored.isEmpty ? [] : [Warning(.filterIgnored, fields: ignored.map(\.0))]
  }
}
