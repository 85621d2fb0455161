package import JSON

extension PayInClient {
  /// Has the embedded sandbox send events to their receivers now. Other servers have no such endpoint.
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
