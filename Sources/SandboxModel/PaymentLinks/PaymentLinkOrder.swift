/// An order of one item of a payment link.
package struct PaymentLinkOrder: Sendable {
  /// The position in order of creation, over all links.
  package let sequence: Int64
  package let id: String
  package let linkId: String
  package let buyerEmail: String
  /// The order that pays for the item. Its reference is this order's id, and its status is this order's.
  package let order: Order

  package init(
    sequence: Int64, id: String, linkId: String, buyerEmail: String, order: Order
  ) {
    self.sequence = sequence
    self.id = id
    self.linkId = linkId
    self.buyerEmail = buyerEmail
    self.order = order
  }
}

/// The table of orders from payment links.
package struct PaymentLinkOrderRepository {
  package let database: Database
  package let orders: OrderRepository

  package func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM payment_link_orders") + 1
  }

  package func insert(_ linkOrder: PaymentLinkOrder) throws {
    try database.execute(
      """
      INSERT INTO payment_link_orders (sequence, id, payment_link_id, order_id, buyer_email) VALUES (?, ?, ?, ?, ?)
      """,
      [
        .integer(linkOrder.sequence), .text(linkOrder.id), .text(linkOrder.linkId), .text(linkOrder.order.id),
        .text(linkOrder.buyerEmail),
      ])
  }

  /// The id of the link that an order was made with; nil for other orders.
  package func linkId(orderId: String) throws -> String? {
    try database.all(
      "SELECT payment_link_id FROM payment_link_orders WHERE order_id = ?", [.text(orderId)]
    ) { row throws(DatabaseError) in try row.text() }.first
  }

  /// Lists rows, newest first.
  package func list(linkId: String, limit: Int) throws -> [PaymentLinkOrder] {
    let rows = try database.all(
      """
      SELECT sequence, id, order_id, buyer_email FROM payment_link_orders WHERE payment_link_id = ?
      ORDER BY sequence DESC LIMIT ?
      """, [.text(linkId), SQLValue(limit)]
    ) { row throws(DatabaseError) in
      (sequence: try row.integer(), id: try row.text(), orderId: try row.text(), email: try row.text())
    }
    return try rows.compactMap { row in
      try orders.find(id: row.orderId).map {
        PaymentLinkOrder(sequence: row.sequence, id: row.id, linkId: linkId, buyerEmail: row.email, order: $0)
      }
    }
  }
}
