package import JSON

extension PayInClient {
  /// Lets the embedded sandbox see a payment on its chain. Other servers have no such endpoint.
  package func simulatePayment(_ payment: JSONObject) async throws(PayInError) -> Receipt {
    let reply = try await perform(Endpoint(.simulatePayment, body: payment))
    let record = try record(reply, .simulatedPayment)
    return Receipt(outcome: .done, record: record, warnings: [], requestID: reply.requestID)
  }
}
