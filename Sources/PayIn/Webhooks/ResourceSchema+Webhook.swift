extension ResourceSchema {
  /// Around the data of every event.
  static let webhook = ResourceSchema(fields: [
    text("id"), text("type"), text("createdAt", "created_at", "occurredAt"),
  ])

  /// Of events of all kinds: no name means one thing in one and another in another.
  static let webhookData = ResourceSchema(fields: [
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
