import JSON

/// The order in which PayIn writes the members of its events. Parsers that sort names or keep none lose it.
enum WebhookMemberOrder {
  /// Of the envelope and of the data in all dialects; no two of them disagree.
  private static let names = [
    "id", "type", "createdAt", "created_at", "data",
    "orderId", "order_id", "orderReference", "order_reference", "depositReference", "status", "token", "chain",
    "amount", "currency", "chainId", "chain_id", "depositAddress", "payment_address", "txHash", "blockNumber",
    "timestamp", "expires_at", "completedAt", "completed_at", "expired_at", "reason", "redirectUrl", "organizationId",
  ]

  private static let ranks = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  /// Members of other names go last, in the order they have.
  static func documented(_ value: JSONValue) -> JSONValue {
    guard let object = value.object else { return value }
    let ranked = object.members.enumerated().map { (rank: ranks[$1.name] ?? names.count, place: $0, member: $1) }
    let sorted = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
    return .object(
      JSONObject(sorted.map { JSONObject.Member(name: $0.member.name, value: documented($0.member.value)) }))
  }
}
