/// Which fields a kind of row has, under the names of the documentation, and where else they may stand.
struct ResourceSchema: Sendable {
  enum Kind: Sendable {
    /// A string that is compared, sent or paid by, such as an id, a reference, an address or a URL: never cut. A number is
    /// taken by its literal.
    case text
    /// A string that is only read; a long one is cut in results, and the result says so.
    case prose
    /// A map from token to amount, each like a text.
    case amounts
    /// A whole number, also if it came as digits in a string.
    case count
    case flag
    /// Strings, or the `chain` of objects; each once.
    case chains
    /// A text, or what two flags of the published code say instead.
    case depositStatus
    /// A flag, or what a status that is named like it says.
    case statusFlag
    /// From objects with `protocol` and `address`: a map from the one to the other, if there is more than one.
    case addresses
    /// An object; its flags are taken.
    case flags
    /// A map from name to whole number.
    case counts
    case seconds
    /// Currencies, each with the chains and the price it can be paid at.
    case prices
    /// An address of a person, which is masked.
    case email
  }

  struct Field: Sendable {
    let name: String
    let kind: Kind
    let aliases: [String]
  }

  let fields: [Field]
}

extension ResourceSchema {
  static func text(_ name: String, _ aliases: String...) -> Field {
    Field(name: name, kind: .text, aliases: aliases)
  }

  static func prose(_ name: String) -> Field {
    Field(name: name, kind: .prose, aliases: [])
  }

  static func count(_ name: String, _ aliases: String...) -> Field {
    Field(name: name, kind: .count, aliases: aliases)
  }

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

  static let paymentLink = ResourceSchema(fields: [
    text("id"),
    text("slug"),
    prose("title"),
    text("amount"),
    text("status"),
    Field(name: "archived", kind: .statusFlag, aliases: ["isArchived", "is_archived"]),
    text("checkoutUrl", "checkout_url", "url"),
    count("inventoryTotal", "inventory_total"),
    text("expiresAt", "expires_at"),
    text("createdAt", "created_at"),
  ])

  static let health = ResourceSchema(fields: [
    text("status"), text("version"), text("timestamp"), prose("error"),
    Field(name: "manager", kind: .flags, aliases: []),
  ])

  /// What the sandbox says of a payment on its chain.
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
}
