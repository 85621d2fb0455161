extension PaymentLink {
  /// Of members that are absent the old values stay, and `null` clears what may be empty. A published link may change
  /// like any other.
  mutating func change(by fields: Fields, now: Timestamp) throws(APIError) {
    if fields.has("title") {
      try fields.require("title")
      title = try fields.text("title")
    }
    if fields.has("description") { description = try fields.optionalString("description") }
    if fields.has("amount") { (amountText, amountType) = try fields.linkAmount() }
    if fields.has("inventoryTotal") { inventory.total = try fields.inventoryTotal() }
    if fields.has("expiresAt") { expiresAt = try fields.expiry(after: now) }
    if fields.has("metadata") { metadata = try fields.optionalObjectText("metadata") }
    guard inventory.isConsistent else { throw .conflict(inventory.shortage) }
  }
}

extension PaymentLink.Inventory {
  /// Why the total is too low.
  var shortage: String {
    "inventoryTotal must be at least \(reserved + sold): \(reserved) reserved and \(sold) sold"
  }
}
