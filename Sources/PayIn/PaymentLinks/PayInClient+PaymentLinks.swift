import Formats
import JSON

extension PayInClient {
  /// Makes a draft that nobody can pay yet. A repeat makes a second one.
  package func createPaymentLink(_ link: NewPaymentLink) async throws(PayInError) -> WriteResult {
    try guardAmount(link.amount, .createPaymentLink)
    let deadline = deadline(for: .createPaymentLink)
    let token = newRequestID()
    let result = try await make(link, token, by: deadline)
    return await PaymentLinkRepair(client: self, link: link, deadline: deadline).repair(result)
  }

  /// Like its currencies when they are changed, the one write that may be sent twice, and only if the first is refused
  /// for its form: see `asksForChainOptions`.
  private func make(
    _ link: NewPaymentLink, _ token: String, by deadline: Deadline
  ) async throws(PayInError) -> WriteResult {
    guard account.dialect != .published else { return try await make(link, token, in: .published, by: deadline) }
    do throws(PayInError) {
      return try await make(link, token, in: .documented, by: deadline)
    } catch  where error.asksForChainOptions && account.setting == .auto {
      account.detect(.published)
      return try await make(link, token, in: .published, by: deadline)
    }
  }

  private func make(
    _ link: NewPaymentLink, _ token: String, in dialect: APIDialect, by deadline: Deadline
  ) async throws(PayInError) -> WriteResult {
    let endpoint = try Endpoint(.createPaymentLink, body: link.body(token: token, in: dialect))
    return try await write(endpoint, by: deadline) { reply throws(PayInError) in
      let resource = try resource(reply, .paymentLink)
      guard resource["id"] != nil else { throw reply.unreadable }
      let warnings = link.warnings(for: reply.envelope.data.object, resource)
      return WriteResult(outcome: .created, resource: resource, warnings: warnings, requestID: reply.requestID)
    } readBack: { deadline throws(PayInError) in
      try await PaymentLinkLookup(client: self, link: link, token: token).find(by: deadline)
    }
  }

  /// Opens the link to payers.
  package func publishPaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    var result = try await change(.publishPaymentLink, id) { $0.status == "published" }
    result.resource?.fillCheckout(below: target.baseURL)
    return result
  }

  /// Closes the link to payers.
  package func archivePaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    try await change(.archivePaymentLink, id) { $0.fields["archived"] == true }
  }

  /// The reply is not documented: whatever of a link it shows is taken. Nor is a way to read a link; where there is
  /// one it tells what became of a change whose answer was lost.
  func change(
    _ operation: Operation, _ id: String, body: JSONObject? = nil, schema: ResourceSchema = .paymentLink,
    isDone: @escaping @Sendable (APIResource) -> Bool
  ) async throws(PayInError) -> WriteResult {
    let endpoint = try Endpoint(operation, parts: [id], body: body)
    return try await write(endpoint, by: deadline(for: operation)) { reply in
      let resource = APIResource(reply.envelope.data, schema: schema)
      return WriteResult(outcome: .done, resource: resource, warnings: [], requestID: reply.requestID)
    } readBack: { deadline throws(PayInError) in
      let reply = try await read(Endpoint(.paymentLink, parts: [id]), by: deadline)
      let resource = try resource(reply, schema)
      guard isDone(resource) else { return nil }
      return WriteResult(outcome: .reconciled, resource: resource, warnings: [], requestID: reply.requestID)
    }
  }
}

extension APIResource {
  /// A published link's page hangs from its slug. A draft has none that works, so none is made up for it.
  mutating func fillCheckout(below base: BaseURL) {
    guard status == "published", fields["archived"] != true, let slug = self["slug"], !slug.isEmpty else {
      return
    }
    fill("checkoutUrl", "\(base.root)/checkout/\(PercentEncoding.encode(slug))")
  }
}
