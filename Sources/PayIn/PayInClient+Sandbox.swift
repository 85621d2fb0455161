package import JSON

extension PayInClient {
  /// Lets the embedded sandbox see a payment on its chain. Other servers have no such endpoint.
  package func simulatePayment(_ payment: JSONObject) async throws(PayInError) -> SimulatedPayment {
    try guardWrite(.simulatePayment)
    let deadline = deadline(for: .simulatePayment)
    let endpoint = try Endpoint(.simulatePayment, body: payment)
    let reply = try await exchange(endpoint, within: deadline.remaining, attempt: 1, newRequestID())
    let data = reply.envelope.data
    func record(_ name: String, _ shape: RecordShape) -> Record? {
      data[name].flatMap { Record($0, shape: shape, cleaner: cleaner) }
    }
    guard let transfer = record("transfer", .transfer) else { throw reply.unreadable }
    return SimulatedPayment(
      transfer: transfer, order: record("order", .order), deposit: record("deposit", .deposit),
      outcome: reply.status == 200 ? .replayed : .created, requestID: reply.requestID)
  }
}
