extension ResourceSchema {
  static let binding = ResourceSchema(fields: [
    text("depositReference", "deposit_reference"),
    text("address", "depositAddress", "deposit_address"),
    text("protocol"),
    Field(name: "monitoredChains", kind: .chains, aliases: ["monitored_chains", "monitoringTargets"]),
    text("createdAt", "bindingCreatedAt", "boundAt", "allocated_at", "created_at"),
  ])

  static let depositReference = ResourceSchema(fields: [
    text("depositReference", "deposit_reference"),
    text("address", "depositAddress", "deposit_address"),
    text("protocol"),
    count("totalDeposits", "total_deposits"),
    count("pendingDeposits"),
    text("totalAmount", "total_amount"),
    Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totals", "totalAmount", "total_amount"]),
    text("boundAt", "bindingCreatedAt", "allocated_at", "createdAt", "created_at"),
    Field(name: "addressByProtocol", kind: .addresses, aliases: ["bindings"]),
  ])

  static let deposit = ResourceSchema(fields: [
    text("depositId", "id"),
    text("depositReference", "deposit_reference"),
    Field(name: "status", kind: .depositStatus, aliases: []),
    text("amount"),
    text("currency", "token"),
    text("chainId", "chain", "chain_id"),
    text("protocol"),
    text("address", "depositAddress", "to_address", "toAddress"),
    text("txHash", "transactionHash", "transaction_hash", "tx_hash"),
    count("confirmations", "last_checked_confirmations"),
    text("createdAt", "detectedAt", "detected_at", "created_at"),
    text("confirmedAt", "confirmed_at"),
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

  static let boundCounts = ResourceSchema(fields: [count("boundAddressCount"), count("activeReferences")])

  static let depositStatistics = ResourceSchema(
    fields: boundCounts.fields + [
      count("totalDeposits"), count("pendingDeposits"),
      Field(name: "totalAmountByCurrency", kind: .amounts, aliases: ["totalVolume"]),
    ]
  )
}
