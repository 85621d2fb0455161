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

/// Sets the stock and the expiry of a new link again, which a version of the API loses at creation.
struct PaymentLinkCompletion: Sendable {
  let client: PayInClient
  let link: NewPaymentLink
  let deadline: Deadline

  /// The result, unchanged if nothing was lost. If setting a field fails, its warning stays: the link was created anyway.
  func complete(_ result: WriteResult) async -> WriteResult {
    let lost = result.warnings.filter { $0.code == .inventoryLost || $0.code == .expiryLost }
    guard !lost.isEmpty, let id = result.resource?["id"] else { return result }
    do throws(PayInError) {
      let resource = try await update(id, lost.map(\.code))
      var completed = result
      completed.resource = resource
      completed.warnings.removeAll { lost.contains($0) }
      completed.warnings.append(Warning(.repaired, fields: lost.map { name(of: $0.code) }))
      return completed
    } catch {
      return result
    }
  }

  private func update(_ id: String, _ lost: [Warning.Code]) async throws(PayInError) -> APIResource {
    var body: JSONObject = [:]
    if lost.contains(.inventoryLost) { body["inventoryTotal"] = link.inventoryTotal.map { .number(JSONNumber($0)) } }
    if lost.contains(.expiryLost) { body["expiresAt"] = link.expiresAt.map(JSONValue.string) }
    let endpoint = try Endpoint(.updatePaymentLink, parts: [id], body: body)
    let result = try await client.write(endpoint, by: deadline) { reply throws(PayInError) in
      try kept(client.resource(reply, .paymentLink), reply)
    } readBack: { deadline throws(PayInError) in
      let reply = try await client.read(Endpoint(.paymentLink, parts: [id]), by: deadline)
      return try kept(client.resource(reply, .paymentLink, where: "id", is: id), reply)
    }
    guard let resource = result.resource else { throw PayInError.notKept(.updatePaymentLink) }
    return resource
  }

  /// The result if the link shows the fields as they were set; throws otherwise.
  private func kept(_ resource: APIResource, _ reply: PayInClient.Reply) throws(PayInError) -> WriteResult {
    let hasStock = link.inventoryTotal == nil || resource.integer("inventoryTotal") == link.inventoryTotal
    let expiry = resource.epochSeconds("expiresAt")
    guard hasStock,
      link.expiresAt == nil || (expiry != nil && expiry == link.expiresAt.flatMap(APIResource.epochSeconds))
    else {
      throw PayInError.notKept(.updatePaymentLink)
    }
    return WriteResult(outcome: .done, resource: resource, warnings: [], requestID: reply.requestID)
  }

  private func name(of code: Warning.Code) -> String {
    code == .inventoryLost ? "inventoryTotal" : "expiresAt"
  }
}

extension PayInError {
  /// The error of a change that the API accepted and does not show.
  fileprivate static func notKept(_ operation: Operation) -> PayInError {
    PayInError(.unreadableReply, operation, outcome: .rejected, retry: .safe)
  }
}
