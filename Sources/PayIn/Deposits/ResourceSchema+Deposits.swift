/// Rows of what is not documented. Keys of wallets, secrets of webhooks and the like are in no schema, so they never get
/// any further.
extension ResourceSchema {
  static let paymentLinkDetails = ResourceSchema(fields: [
    text("id"),
    text("slug"),
    prose("title"),
    prose("description"),
    text("amount"),
    Field(name: "currencies", kind: .prices, aliases: []),
    text("status"),
    Field(name: "archived", kind: .statusFlag, aliases: ["isArchived", "is_archived"]),
    text("checkoutUrl", "checkout_url", "url"),
    count("inventoryTotal", "inventory_total"),
    count("inventoryReserved", "inventory_reserved"),
    count("inventorySold", "inventory_sold"),
    text("expiresAt", "expires_at"),
    text("publishedAt", "published_at"),
    text("createdAt", "created_at"),
  ])

  static let linkOrder = ResourceSchema(fields: [
    text("orderId", "order_id"),
    Field(name: "buyerEmail", kind: .email, aliases: ["buyer_email"]),
    text("status"),
    text("amount"),
    text("currency", "selected_currency", "selectedCurrency"),
    text("chainId", "selected_chain", "selectedChain"),
    text("completedAt", "completed_at"),
    text("createdAt", "created_at"),
  ])

  static let preview = ResourceSchema(fields: [text("url"), text("expiresIn", "expires_in")])

  static let linkStatistics = ResourceSchema(fields: [
    count("totalLinks"), count("publishedLinks"), count("totalOrders"), count("completedOrders"),
    count("pendingOrders"), Field(name: "revenueByCurrency", kind: .amounts, aliases: ["revenue"]),
    count("conversionRate"),
  ])

  static let orderStatistics = ResourceSchema(fields: [
    count("totalOrders"), count("completedOrders"), count("pendingOrders"), count("expiredOrders"),
    Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totalAmount"]),
    Field(name: "completedAmountByCurrency", kind: .amounts, aliases: ["completedAmount"]),
    Field(name: "avgPaymentTimeSeconds", kind: .seconds, aliases: []),
    Field(name: "byStatus", kind: .counts, aliases: []), Field(name: "byChain", kind: .counts, aliases: []),
    Field(name: "byCurrency", kind: .counts, aliases: ["byToken"]),
  ])

  static let boundCounts = ResourceSchema(fields: [count("boundAddressCount"), count("activeReferences")])

  static let depositStatistics = ResourceSchema(
    fields: boundCounts.fields + [
      count("totalDeposits"), count("pendingDeposits"),
      Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totalVolume"]),
    ])

  static let depositor = ResourceSchema(fields: [
    text("depositReference", "deposit_reference"),
    Field(name: "protocols", kind: .chains, aliases: []),
    count("addressCount", "address_count"),
    count("totalDeposits", "total_deposits"),
    count("pendingDeposits"),
    Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totals", "totalAmount", "total_amount"]),
    text("lastDepositAt", "last_deposit_at"),
  ])

  static let chainTransfer = ResourceSchema(fields: [
    text("transferId", "id"),
    text("businessType", "business_type"),
    text("orderId", "order_id"),
    text("depositReference", "deposit_reference"),
    Field(name: "status", kind: .depositStatus, aliases: []),
    text("amount"),
    text("currency", "token"),
    text("chainId", "chain", "chain_id"),
    text("address", "toAddress", "to_address"),
    text("fromAddress", "from_address"),
    text("txHash", "transactionHash", "transaction_hash", "tx_hash"),
    count("confirmations", "last_checked_confirmations"),
    count("requiredConfirmations", "required_confirmations"),
    text("detectedAt", "detected_at", "createdAt", "created_at"),
    text("confirmedAt", "confirmed_at"),
  ])

  static let pool = ResourceSchema(fields: [
    text("protocol"), count("total"), count("available"), count("allocated"), count("bound"), count("coolingDown"),
    count("archived"),
  ])

  static let poolAddress = ResourceSchema(fields: [
    text("address"),
    text("protocol"),
    text("status", "state"),
    text("type"),
    text("externalId", "external_id"),
    text("allocatedAt", "allocated_at"),
    text("cooldownUntil", "cooldown_until"),
    text("createdAt", "created_at"),
  ])
}
