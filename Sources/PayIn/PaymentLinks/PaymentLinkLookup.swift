import JSON

/// Looks for a payment link whose making was never answered. It has no reference of its own, so a token is put among
/// its metadata. Not every version of the API can list links.
struct PaymentLinkLookup: Sendable {
  /// Under this name in `metadata`.
  static let tokenName = "payinMcpToken"

  let client: PayInClient
  let link: NewPaymentLink
  let token: String

  /// Only the newest page: it was made a moment ago.
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
