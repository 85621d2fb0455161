extension ResourceSchema {
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

  /// A link that was just opened to payers, with what they may choose from.
  static let publishedPaymentLink = ResourceSchema(
    fields: paymentLink.fields + [Field(name: "currencies", kind: .prices, aliases: [])])

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
}
