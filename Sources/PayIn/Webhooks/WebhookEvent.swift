package import JSON

/// The content of a webhook, under the names of the documentation whatever dialect it came in.
package struct WebhookEvent: Sendable, Equatable {
  /// The event's id, or nil if it was left out.
  package let id: String?
  /// The type under its documented name.
  package let type: String
  /// The type as it came, which a handler of this PayIn has to expect.
  package let sentType: String
  package let createdAt: String?
  /// The known fields of the event's data, or nil if it has none.
  package let data: APIResource?

  /// Parses the body. Returns nil if the bytes are not one JSON object with a type, or if some object has a name twice and could be read in two
  /// ways.
  package init?(_ body: [UInt8]) {
    guard let value = Envelope(body).map({ JSONValue.object($0.body) }),
      let envelope = APIResource(value, schema: .webhook), let sentType = envelope["type"]
    else { return nil }
    let type = Self.documentedNames[sentType] ?? sentType
    self.sentType = sentType
    self.type = type
    id = envelope["id"]
    createdAt = envelope["createdAt"]
    var data = value["data"].flatMap { APIResource($0, schema: .webhookData) }
    if let status = Self.statuses[type] { data?.fill("status", status) }
    self.data = data
  }

  /// Whether the type is known. Other events are to be acknowledged and not processed.
  package var isKnown: Bool {
    Self.knownTypes.contains(type)
  }

  /// A key that all deliveries of this event share, and no other event: PayIn may deliver an event more than once. Nil if
  /// the event has nothing to form one from.
  ///
  /// The id, because it is all that every dialect has; a transaction hash is missing from orders in one of them.
  package var deduplicationKey: String? {
    let subject = ["orderId", "txHash", "depositReference"].lazy.compactMap { data?[$0] }.first
    return id ?? subject.map { "\(type):\($0)" }
  }

  private static let documentedNames = ["deposit.completed": "deposit.confirmed"]

  private static let statuses = [
    "order.created": "pending", "order.completed": "completed", "order.expired": "expired",
    "deposit.pending": "pending", "deposit.confirmed": "confirmed",
  ]

  private static let knownTypes = Set(statuses.keys).union([
    "deposit.address_bound", "deposit.address_unbound", "transfer.detected", "transfer.confirmed", "test.event",
  ])
}

extension WebhookEvent {
  package var json: JSONValue {
    var object: JSONObject = [:]
    object["id"] = id.map(JSONValue.string)
    object["type"] = .string(type)
    if sentType != type { object["sentType"] = .string(sentType) }
    object["known"] = .bool(isKnown)
    object["createdAt"] = createdAt.map(JSONValue.string)
    object["data"] = data.map { .object($0.fields) }
    return .object(object)
  }
}

extension ResourceSchema {
  /// The members around the data of every event.
  fileprivate static let webhook = ResourceSchema(fields: [
    text("id"), text("type"), text("createdAt", "created_at", "occurredAt"),
  ])

  /// The data of events of all kinds: no name has two meanings.
  fileprivate static let webhookData = ResourceSchema(fields: [
    text("orderId", "order_id"),
    text("orderReference", "order_reference"),
    text("depositReference", "deposit_reference"),
    text("status"),
    text("amount"),
    text("currency", "token"),
    text("chainId", "chain", "chain_id"),
    text("protocol"),
    text("address", "paymentAddress", "payment_address", "depositAddress", "deposit_address"),
    text("txHash", "transactionHash", "transaction_hash", "tx_hash"),
    count("blockNumber", "block_number"),
    count("confirmations"),
    // `expires_at` is the published dialect's name in events for the end of the payment window.
    text("paymentWindowEndsAt", "payment_window_ends_at", "expires_at"),
    text("expiresAt"),
    text("completedAt", "completed_at"),
    text("expiredAt", "expired_at"),
    prose("reason"),
    text("timestamp"),
    prose("message"),
  ])
}
