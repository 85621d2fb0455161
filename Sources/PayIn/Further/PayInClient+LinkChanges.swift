import JSON

extension PayInClient {
  /// Changes what a link says and costs. Payers of a published link see it at once.
  package func updatePaymentLink(_ id: String, _ update: PaymentLinkUpdate) async throws(PayInError) -> WriteResult {
    if let amount = update.amount { try guardAmount(amount, .updatePaymentLink) }
    var result = try await change(.updatePaymentLink, id, body: update.body, schema: .paymentLinkDetails) {
      update.isWhole(in: $0)
    }
    let differences = result.resource.map { update.differences(from: $0) } ?? []
    if !differences.isEmpty { result.warnings.append(Warning(.replyDiffers, fields: differences)) }
    let unseen = result.resource.map(update.unseen) ?? []
    if !unseen.isEmpty { result.warnings.append(Warning(.changeNotShown, fields: unseen)) }
    if update.amount != nil { result.warnAboutLivePrice() }
    return result
  }

  /// Replaces all that payers may choose from.
  package func updatePaymentLinkCurrencies(
    _ id: String, _ currencies: [NewPaymentLink.Price]
  ) async throws(PayInError) -> WriteResult {
    for price in currencies {
      if let amount = price.amount { try guardAmount(amount, .updatePaymentLinkCurrencies) }
    }
    var result = try await replace(id, currencies)
    switch result.resource.flatMap(currencies.isShown) {
    case false?: result.warnings.append(Warning(.replyDiffers, fields: ["currencies"]))
    case nil where currencies.contains { $0.amount != nil }:
      result.warnings.append(Warning(.changeNotShown, fields: ["currencies"]))
    default: break
    }
    result.warnAboutLivePrice()
    return result
  }

  /// May be sent twice, as a new link may: only if the first is refused for its form.
  private func replace(_ id: String, _ currencies: [NewPaymentLink.Price]) async throws(PayInError) -> WriteResult {
    guard account.dialect != .published else { return try await replace(id, currencies, in: .published) }
    do throws(PayInError) {
      return try await replace(id, currencies, in: .documented)
    } catch  where error.asksForChainOptions && account.setting == .auto {
      account.detect(.published)
      return try await replace(id, currencies, in: .published)
    }
  }

  private func replace(
    _ id: String, _ currencies: [NewPaymentLink.Price], in dialect: APIDialect
  ) async throws(PayInError) -> WriteResult {
    let body: JSONObject = ["currencies": currencies.json(in: dialect)]
    return try await change(.updatePaymentLinkCurrencies, id, body: body, schema: .paymentLinkDetails) {
      currencies.isShown(by: $0) == true
    }
  }

  /// Makes a draft of a published link again. Its slug stays.
  package func unpublishPaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    try await change(.unpublishPaymentLink, id) { $0.status == "draft" }
  }

  /// Takes a link out of the archive. One that was published is open to payers again.
  package func restorePaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    var result = try await change(.restorePaymentLink, id) { $0.fields["archived"] == false }
    result.resource?.fillCheckout(below: target.baseURL)
    return result
  }

  /// Makes an address under which the link can be seen for some minutes, also as a draft.
  package func previewPaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    let endpoint = try Endpoint(.previewPaymentLink, parts: [id])
    return try await write(endpoint, by: deadline(for: .previewPaymentLink)) { reply throws(PayInError) in
      let resource = try resource(reply, .preview)
      guard resource["url"] != nil else { throw reply.unreadable }
      return WriteResult(outcome: .done, resource: resource, warnings: [], requestID: reply.requestID)
    }
  }
}

extension WriteResult {
  fileprivate mutating func warnAboutLivePrice() {
    if let warning = Warning.livePrice(of: resource) { warnings.append(warning) }
  }
}
