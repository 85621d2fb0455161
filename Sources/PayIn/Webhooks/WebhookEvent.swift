package import JSON

/// What a webhook tells, under the names of the documentation whatever dialect it came in.
package struct WebhookEvent: Sendable, Equatable {
  /// Nil if it was left out.
  package let id: String?
  /// As the documentation names it.
  package let type: String
  /// As it came: what a handler of this PayIn has to look for.
  package let sentType: String
  package let createdAt: String?
  /// Nil if the event has none that is known.
  package let data: APIResource?

  /// Nil if the bytes are not one JSON object with a type, or if some object has a name twice and could be read in two
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

  /// False for events that are to be acknowledged and otherwise left alone.
  package var isKnown: Bool {
    Self.knownTypes.contains(type)
  }

  /// The same for every delivery of this event, and for no other event: PayIn may deliver an event more than once. Nil
  /// if nothing in it could tell.
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
  /// Around the data of every event.
  fileprivate static let webhook = ResourceSchema(fields: [
    text("id"), text("type"), text("createdAt", "created_at", "occurredAt"),
  ])

  /// Of events of all kinds: no name means one thing in one and another in another.
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
    // The open dialect's name in events for what its other replies call differently.
    text("paymentWindowEndsAt", "payment_window_ends_at", "expires_at"),
    text("expiresAt"),
    text("completedAt", "completed_at"),
    text("expiredAt", "expired_at"),
    prose("reason"),
    text("timestamp"),
    prose("message"),
  ])
}
