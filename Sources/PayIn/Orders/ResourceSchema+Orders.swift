extension ResourceSchema {
  static let order = ResourceSchema(fields: [
    text("orderId", "id", "order_id"),
    text("orderReference", "order_reference"),
    text("status"),
    text("amount"),
    text("currency", "token"),
    text("chainId", "chain", "chain_id"),
    text("protocol"),
    text("address", "paymentAddress", "payment_address"),
    text("paymentUrl", "payment_url", "url"),
    text("txHash", "transactionHash", "transaction_hash", "tx_hash"),
    text("receivedAmount", "received_amount"),
    text("confirmedAmount", "confirmedReceived", "confirmed_received"),
    text("paymentWindowEndsAt", "payment_window_ends_at"),
    text("expiresAt", "expires_at", "grace_period_ends_at"),
    text("completedAt", "completed_at"),
    text("createdAt", "created_at"),
  ])

  /// What a payer's page shows of an order.
  static let orderStatus = ResourceSchema(fields: [
    text("orderId", "id"),
    text("receivedAmount"),
    text("confirmedAmount", "confirmedReceived"),
    count("confirmations", "currentConfirmations"),
    count("requiredConfirmations"),
  ])

  static let orderStatistics = ResourceSchema(fields: [
    count("totalOrders"), count("completedOrders"), count("pendingOrders"), count("expiredOrders"),
    Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totalAmount"]),
    Field(name: "completedAmountByCurrency", kind: .amounts, aliases: ["completedAmount"]),
    Field(name: "avgPaymentTimeSeconds", kind: .seconds, aliases: []),
    Field(name: "byStatus", kind: .counts, aliases: []), Field(name: "byChain", kind: .counts, aliases: []),
    Field(name: "byCurrency", kind: .counts, aliases: ["byToken"]),
  ])
}
