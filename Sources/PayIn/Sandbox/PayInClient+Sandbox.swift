package import JSON

extension PayInClient {
  /// Simulates a payment on the embedded sandbox's chain. Other servers have no such endpoint.
  package func simulatePayment(_ payment: JSONObject) async throws(PayInError) -> SimulatedPayment {
    let reply = try await control(.simulatePayment, payment)
    let data = reply.envelope.data
    func resource(_ name: String, _ schema: ResourceSchema) -> APIResource? {
      data[name].flatMap { APIResource($0, schema: schema) }
    }
    guard let transfer = resource("transfer", .transfer) else { throw reply.unreadable }
    return SimulatedPayment(
      transfer: transfer, order: resource("order", .order), deposit: resource("deposit", .deposit),
      clockMovedTo: data["clockMovedTo"]?.string,
      outcome: reply.status == 200 ? .replayed : .created, requestID: reply.requestID)
  }

  /// Moves the sandbox's clock by the move's `advanceSeconds` or `advanceMinutes`, or forward `to` a time.
  package func advanceClock(_ move: JSONObject) async throws(PayInError) -> WriteResult {
    try result(of: try await control(.advanceClock, move), .done, .clock)
  }

  /// Makes later calls of the API fail.
  package func injectFault(_ fault: JSONObject) async throws(PayInError) -> WriteResult {
    try result(of: try await control(.injectFault, fault), .created, .fault)
  }

  package func removeFaults() async throws(PayInError) -> WriteResult {
    try result(of: try await control(.removeFaults), .done, .removedFaults)
  }

  /// Takes all free addresses away, so that new orders and bindings find none, or gives them back.
  package func setPool(empty isEmpty: Bool) async throws(PayInError) {
    _ = try await control(isEmpty ? .drainPool : .refillPool)
  }

  /// Removes the data of every key in the sandbox.
  package func resetSandbox() async throws(PayInError) -> WriteResult {
    try result(of: try await control(.resetSandbox), .done, .sandboxReset)
  }

  /// Sends a call to one of the sandbox's controls, once.
  func control(_ operation: Operation, _ body: JSONObject? = nil) async throws(PayInError) -> Reply {
    try guardWrite(operation)
    let deadline = deadline(for: operation)
    let endpoint = try Endpoint(operation, body: body)
    let requestID = try await startWrite(operation)
    return try await exchange(endpoint, within: deadline.remaining, attempt: 1, requestID)
  }

  private func result(
    of reply: Reply, _ outcome: WriteResult.Outcome, _ schema: ResourceSchema
  ) throws(PayInError) -> WriteResult {
    guard let resource = APIResource(reply.envelope.data, schema: schema) else { throw reply.unreadable }
    return WriteResult(outcome: outcome, resource: resource, warnings: [], requestID: reply.requestID)
  }

  /// Makes the embedded sandbox send events to their receivers now. Other servers have no such endpoint.
  ///
  /// - Returns: what each receiver answered, in the order of sending.
  package func deliverWebhooks(_ selection: JSONObject) async throws(PayInError) -> [APIResource] {
    let reply = try await control(.deliverWebhooks, selection)
    guard let deliveries = reply.envelope.data["deliveries"]?.array else { throw reply.unreadable }
    return deliveries.compactMap { APIResource($0, schema: .webhookDelivery) }
  }
}

extension ResourceSchema {
  fileprivate static let webhookDelivery = ResourceSchema(fields: [
    text("deliveryId"), text("eventId"), text("eventType"), text("url"), text("scheme"), text("signedWith"),
    Field(name: "delivered", kind: .flag, aliases: []), count("status"), count("ms"), prose("problem"),
  ])
}

/// The result of a simulated payment: the transfer on the chain, and the order or deposit that it paid.
package struct SimulatedPayment: Sendable {
  package let transfer: APIResource
  package let order: APIResource?
  package let deposit: APIResource?
  /// The depositor whose deposit the network took back, with its confirmed sums; nil for all else.
  package var depositor: Depositor?
  /// The sandbox's time, or nil unless the payment had to wait for the order's end.
  package let clockMovedTo: String?
  /// `created`, or `replayed` if the transaction had been seen before.
  package let outcome: WriteResult.Outcome
  package let requestID: String

  package struct Depositor: Sendable {
    package let reference: String
    package let totals: JSONObject

    package init(reference: String, totals: JSONObject) {
      (self.reference, self.totals) = (reference, totals)
    }
  }
}

/// The schemas of the replies of the embedded sandbox's controls.
extension ResourceSchema {
  /// The schema of a transfer on the sandbox's chain.
  static let transfer = ResourceSchema(fields: [
    text("txHash"),
    text("amount"),
    text("currency"),
    text("chainId"),
    text("address"),
    Field(name: "confirmed", kind: .flag, aliases: []),
    count("confirmations"),
    count("requiredConfirmations"),
    // Whether it counts for the order, and if not, why.
    Field(name: "credited", kind: .flag, aliases: []),
    prose("reason"),
  ])

  static let clock = ResourceSchema(fields: [text("time"), count("aheadSeconds"), count("endedOrders")])

  static let fault = ResourceSchema(fields: [
    text("id"), text("route"), text("kind"), count("status"), count("delayMilliseconds"), count("retryAfterSeconds"),
    text("probability"), count("remaining"),
  ])

  static let removedFaults = ResourceSchema(fields: [count("removed")])

  static let sandboxReset = ResourceSchema(fields: [
    text("time"), count("orders"), count("transfers"), count("bindings"), count("paymentLinks"), count("faults"),
  ])
}
