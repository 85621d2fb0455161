import Formats
import JSON

extension PayInClient {
  /// Creates a draft, which cannot be paid yet. A repeat creates a second one.
  package func createPaymentLink(_ link: NewPaymentLink) async throws(PayInError) -> WriteResult {
    try guardAmount(link.amount, .createPaymentLink)
    let deadline = deadline(for: .createPaymentLink)
    let token = newRequestID()
    let result = try await make(link, token, by: deadline)
    return await PaymentLinkCompletion(client: self, link: link, deadline: deadline).complete(result)
  }

  /// Creates the link. This and the change of its currencies are the only writes that may be sent twice, and only if the
  /// first is refused for its form: see `asksForChainOptions`.
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
    var result = try await change(.publishPaymentLink, id, schema: .publishedPaymentLink) { $0.status == "published" }
    result.resource?.fillCheckout(below: target.baseURL)
    return result
  }

  /// Closes the link to payers.
  package func archivePaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    try await change(.archivePaymentLink, id) { $0.fields["archived"] == true }
  }

  /// Changes a link. The reply is not documented, so any fields of a link are taken from it. If the API has a route to
  /// read links, which is not documented either, it shows the outcome of a change whose reply was lost.
  private func change(
    _ operation: Operation, _ id: String, body: JSONObject? = nil, schema: ResourceSchema = .paymentLink,
    isDone: @escaping @Sendable (APIResource) -> Bool
  ) async throws(PayInError) -> WriteResult {
    let endpoint = try Endpoint(operation, parts: [id], body: body)
    return try await write(endpoint, by: deadline(for: operation)) { reply in
      let resource = APIResource(reply.envelope.data, schema: schema)
      return WriteResult(outcome: .done, resource: resource, warnings: [], requestID: reply.requestID)
    } readBack: { deadline throws(PayInError) in
      let reply = try await read(Endpoint(.paymentLink, parts: [id]), by: deadline)
      let resource = try resource(reply, schema, where: "id", is: id)
      guard isDone(resource) else { return nil }
      return WriteResult(outcome: .reconciled, resource: resource, warnings: [], requestID: reply.requestID)
    }
  }

  /// Counts of links and of what was ordered by them, and their revenue by token.
  package func paymentLinkStatistics(
    status: String?, _ filter: StatisticsFilter
  ) async throws(PayInError) -> APIResource {
    let query = [("status", status)] + filter.times
    return try resource(
      try await readStatistics(Endpoint(.paymentLinkStatistics, query: query)), .linkStatistics)
  }

  package func paymentLink(_ id: String) async throws(PayInError) -> APIResource {
    var link = try resource(
      try await read(Endpoint(.paymentLink, parts: [id])), .paymentLinkDetails, where: "id", is: id)
    link.fillCheckout(below: target.baseURL)
    return link
  }

  package func paymentLinks(
    _ filter: PaymentLinkFilter = PaymentLinkFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.paymentLinks, filter.conditions, position, rows: "paymentLinks", .paymentLinkDetails)
  }

  /// The orders of a link, the newest first. The API has no more than one page of them.
  package func paymentLinkOrders(_ id: String) async throws(PayInError) -> Page {
    let reply = try await read(Endpoint(.paymentLinkOrders, parts: [id]))
    let position = Page.Position(limit: Page.Position.linkOrderLimit)
    guard
      let page = Page(reply.envelope, rowsName: "orders", asked: position, schema: .linkOrder)
    else { throw reply.unreadable }
    return page
  }

  /// Changes the texts and the price of a link. Payers of a published link see it at once.
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

  /// Replaces all currencies that payers may choose from.
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

  /// Replaces the currencies. Like the creation of a link it may be sent twice, but only if the first is refused for its
  /// form.
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

  /// Turns a published link back into a draft. Its slug stays.
  package func unpublishPaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    try await change(.unpublishPaymentLink, id) { $0.status == "draft" }
  }

  /// Takes a link out of the archive. One that was published is open to payers again.
  package func restorePaymentLink(_ id: String) async throws(PayInError) -> WriteResult {
    var result = try await change(.restorePaymentLink, id) { $0.fields["archived"] == false }
    result.resource?.fillCheckout(below: target.baseURL)
    return result
  }

  /// Creates an address under which the link, even a draft, can be seen for some minutes.
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

extension PayInError {
  /// Whether this is the only refusal after which a write is sent again in another form: that of the published code for a
  /// link whose currencies have a chain where it expects a list of chains.
  ///
  /// A 400 is sent before anything is created, so nothing can be created twice. Any other status may come after the effect,
  /// and another 400 has another cause.
  fileprivate var asksForChainOptions: Bool {
    guard self.operation == .createPaymentLink || self.operation == .updatePaymentLinkCurrencies,
      self.code == .rejected, self.outcome == .rejected, let upstream = self.upstream, upstream.status == 400
    else { return false }
    let words = [upstream.code, upstream.message].compactMap { $0?.lowercased() }
    return words.contains { $0.filter { $0 != "_" && $0 != " " && $0 != "-" }.contains("chainoption") }
  }
}

extension Warning {
  /// The warning that payers see the new price of a link at once; nil if they do not, or if its status is not shown.
  fileprivate static func livePrice(of link: APIResource?) -> Warning? {
    guard let link, let status = link["status"], link.status != "draft", link.fields["archived"] != true else {
      return nil
    }
    if link.status == "published" { return Warning(.priceLive) }
    let text = LocalizedText(
      "This version does not know the link's status \(quoted: status): payers may see the new price at once.",
      "此版本不认识该链接的状态 \(quoted: status)：付款人可能会立即看到新价格。")
    return Warning(.statusUnknown, detail: text)
  }
}

extension APIResource {
  /// Adds the address of a published link's page, which follows from its slug. A draft has no page yet.
  fileprivate mutating func fillCheckout(below base: BaseURL) {
    guard status == "published", fields["archived"] != true, let slug = self["slug"], !slug.isEmpty else {
      return
    }
    fill("checkoutUrl", "\(base.root)/checkout/\(PercentEncoding.encode(slug))")
  }
}

extension Page.Position {
  /// The most orders of a link that the published code lists.
  package static let linkOrderLimit = 50
}
