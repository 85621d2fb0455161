package import JSON

extension PayInClient {
  /// Gives a user a lasting address. The same reference and protocol give the same address again.
  package func bindDepositAddress(
    reference: String, protocol family: String, metadata: JSONObject? = nil
  ) async throws(PayInError) -> Receipt {
    var body: JSONObject = ["depositReference": .string(reference), "protocol": .string(family)]
    body["metadata"] = metadata.map(JSONValue.object)
    let reply = try await perform(Endpoint(.bindDepositAddress, body: body))
    var record = try record(reply, .binding)
    guard record["address"] != nil else { throw reply.unreadable }
    let differs = [("depositReference", reference), ("protocol", family)].filter { name, sent in
      record[name].map { !$0.hasSameBytes(as: sent) } ?? false
    }
    record.fill("depositReference", reference)
    record.fill("protocol", family)
    let warnings = differs.isEmpty ? [] : [Warning(.replyDiffers, fields: differs.map(\.0))]
    return Receipt(outcome: .done, record: record, warnings: warnings, requestID: reply.requestID)
  }

  /// Takes the address away; later deposits to it are not credited. Succeeds also if nothing was bound.
  package func unbindDepositAddress(reference: String) async throws(PayInError) -> Receipt {
    let body: JSONObject = ["depositReference": .string(reference)]
    let reply = try await perform(Endpoint(.unbindDepositAddress, body: body))
    return Receipt(outcome: .done, record: nil, warnings: [], requestID: reply.requestID)
  }

  package func depositReference(_ reference: String) async throws(PayInError) -> Record {
    try record(try await perform(Endpoint(.depositReference, parts: [reference])), .depositReference)
  }

  package func deposits(
    _ filter: DepositFilter = DepositFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.deposits, filter.conditions, position, rows: "deposits", .deposit)
  }
}
