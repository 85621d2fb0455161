import JSON

/// Gives a new link the stock and the expiry that a version of the API loses when it makes one.
struct PaymentLinkRepair: Sendable {
  let client: PayInClient
  let link: NewPaymentLink
  let deadline: Deadline

  /// The result as it is if nothing was lost. A repair that fails leaves its warnings: the link was made all the same.
  func repair(_ result: WriteResult) async -> WriteResult {
    let lost = result.warnings.filter { $0.code == .inventoryLost || $0.code == .expiryLost }
    guard !lost.isEmpty, let id = result.resource?["id"] else { return result }
    do throws(PayInError) {
      let resource = try await update(id, lost.map(\.code))
      var repaired = result
      repaired.resource = resource
      repaired.warnings.removeAll { lost.contains($0) }
      repaired.warnings.append(Warning(.repaired, fields: lost.map { name(of: $0.code) }))
      return repaired
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
      return try kept(client.resource(reply, .paymentLink), reply)
    }
    guard let resource = result.resource else { throw PayInError.notKept(.updatePaymentLink) }
    return resource
  }

  /// Only what is shown to be there counts.
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
  /// A change that the API accepted and does not show.
  fileprivate static func notKept(_ operation: Operation) -> PayInError {
    PayInError(.unreadableReply, operation, outcome: .rejected, retry: .safe)
  }
}
