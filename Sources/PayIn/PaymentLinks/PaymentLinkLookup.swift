import JSON

/// Finds a payment link whose creation was never answered. Links have no reference, so a token in the metadata identifies
/// it. Not every version of the API can list links.
struct PaymentLinkLookup: Sendable {
  /// The name of the token in `metadata`.
  static let tokenName = "payinMcpToken"

  let client: PayInClient
  let link: NewPaymentLink
  let token: String

  /// Searches the newest page only, because the link was created a moment ago.
  func find(by deadline: Deadline) async throws(PayInError) -> WriteResult? {
    for search in SearchPattern.searches(for: link.title) {
      if let result = try await find(search, by: deadline) { return result }
    }
    return nil
  }

  private func find(_ search: String, by deadline: Deadline) async throws(PayInError) -> WriteResult? {
    let reply = try await client.read(
      Endpoint(.paymentLinks, query: [("search", search), ("page", "1"), ("limit", "100")]), by: deadline)
    guard let row = rows(reply.envelope.data)?.first(where: { $0["metadata"]?[Self.tokenName]?.string == token }),
      let resource = APIResource(row, schema: .paymentLink), resource["id"] != nil
    else { return nil }
    return WriteResult(
      outcome: .reconciled, resource: resource, warnings: link.warnings(for: row.object, resource),
      requestID: reply.requestID)
  }

  private func rows(_ data: JSONValue) -> [JSONValue]? {
    data.array ?? data["paymentLinks"]?.array ?? data["links"]?.array
  }
}
