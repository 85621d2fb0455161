import JSON

extension PayInClient {
  /// Makes a draft that nobody can pay yet. A repeat makes a second one.
  package func createPaymentLink(_ link: NewPaymentLink) async throws(PayInError) -> Receipt {
    let reply = try await perform(Endpoint(.createPaymentLink, body: link.body))
    let record = try record(reply, .paymentLink)
    guard record["id"] != nil else { throw reply.unreadable }
    let warnings = link.warnings(for: reply.envelope.data.object, record)
    return Receipt(outcome: .created, record: record, warnings: warnings, requestID: reply.requestID)
  }

  /// Opens the link to payers.
  package func publishPaymentLink(_ id: String) async throws(PayInError) -> Receipt {
    try await change(.publishPaymentLink, id)
  }

  /// Closes the link to payers.
  package func archivePaymentLink(_ id: String) async throws(PayInError) -> Receipt {
    try await change(.archivePaymentLink, id)
  }

  /// The reply is not documented: whatever of a link it shows is taken.
  private func change(_ operation: Operation, _ id: String) async throws(PayInError) -> Receipt {
    let reply = try await perform(Endpoint(operation, parts: [id]))
    let record = Record(reply.envelope.data, shape: .paymentLink, cleaner: cleaner)
    return Receipt(outcome: .done, record: record, warnings: [], requestID: reply.requestID)
  }
}
