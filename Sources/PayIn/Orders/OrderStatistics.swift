import JSON

/// Reads statistics of orders with a sum for each token. The published code adds the amounts of all tokens up, which
/// means nothing, so it is asked for each token by itself.
struct OrderStatistics: Sendable {
  /// The most tokens whose sums are read one by one. With more, only the counts are shown, and soon.
  private static let maximumTokens = 8

  let client: PayInClient
  let filter: StatisticsFilter
  let deadline: Deadline

  func read() async throws(PayInError) -> (APIResource, [Warning]) {
    let reply = try await reply(filter)
    var resource = try client.resource(reply, .orderStatistics)
    if resource.fields["totalAmountByCurrency"] == nil { await fillSums(&resource, reply) }
    return (resource, warnings(resource))
  }

  private func reply(_ filter: StatisticsFilter) async throws(PayInError) -> PayInClient.Reply {
    try await client.readStatistics(Endpoint(.orderStatistics, query: filter.query), by: deadline)
  }

  private func fillSums(_ resource: inout APIResource, _ reply: PayInClient.Reply) async {
    let tokens = names("byCurrency", in: resource)
    guard !tokens.isEmpty, tokens.count <= Self.maximumTokens else { return }
    var (total, completed): (JSONObject, JSONObject) = ([:], [:])
    for token in tokens {
      guard let data = tokens.count == 1 ? reply.envelope.data : await data(of: token) else { return }
      total[token] = text(data["totalAmount"])
      completed[token] = text(data["completedAmount"])
    }
    resource.fill("totalAmountByCurrency", .object(total))
    resource.fill("completedAmountByCurrency", .object(completed))
  }

  /// The statistics of one token, or nil unless it is certain that no other was counted.
  private func data(of token: String) async -> JSONValue? {
    var filter = filter
    filter.currency = token
    guard let reply = try? await reply(filter), let resource = try? client.resource(reply, .orderStatistics),
      names("byCurrency", in: resource) == [token]
    else { return nil }
    return reply.envelope.data
  }

  private func text(_ value: JSONValue?) -> JSONValue? {
    (value?.string ?? value?.number?.literal).map(JSONValue.string)
  }

  private func names(_ field: String, in resource: APIResource) -> [String] {
    resource.fields[field]?.object?.members.map(\.name) ?? []
  }

  private func warnings(_ resource: APIResource) -> [Warning] {
    let wanted = [("chainId", filter.chainID, "byChain"), ("currency", filter.currency, "byCurrency")]
    let ignored = wanted.filter { _, value, field in
      value.map { value in names(field, in: resource).contains { $0.lowercased() != value.lowercased() } } ?? false
    }
    return ignored.isEmpty ? [] : [Warning(.filterIgnored, fields: ignored.map(\.0))]
  }
}
