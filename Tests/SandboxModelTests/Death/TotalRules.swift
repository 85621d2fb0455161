@testable import SandboxModel

/// Totals that triggers keep must be those of the rows.
enum TotalRules {
  /// Each pair has the totals, and how they follow from the rows.
  private static let all = [
    "orders": (
      """
      SELECT tenant, block, status, chain_id, currency, orders, amount_high, amount_low, paid_orders,
        payment_milliseconds FROM order_totals WHERE orders <> 0
      """,
      """
      SELECT tenant, sequence / 512, status, chain_id, currency, COUNT(*), SUM(amount_high), SUM(amount_low),
        COUNT(seen), IFNULL(SUM(seen - created_at), 0)
      FROM (SELECT *, (SELECT MIN(detected_at) FROM transfers
          WHERE order_id = orders.id AND refusal IS NULL AND dropped_at IS NULL) AS seen
        FROM orders) WHERE sequence | 511 <= (SELECT MAX(sequence) FROM orders) GROUP BY 1, 2, 3, 4, 5
      """
    ),
    "transfers": (
      """
      SELECT tenant, block, business_type, counts, is_confirmed, chain_id, currency, transfers, amount_high, amount_low
      FROM transfer_totals WHERE transfers <> 0
      """,
      """
      SELECT tenant, sequence / 512, IIF(order_id IS NULL, 'deposit', 'order'), refusal IS NULL AND dropped_at IS NULL,
        confirmed_at IS NOT NULL, chain_id, currency, COUNT(*), SUM(amount_high), SUM(amount_low)
      FROM transfers WHERE sequence | 511 <= (SELECT MAX(sequence) FROM transfers) GROUP BY 1, 2, 3, 4, 5, 6, 7
      """
    ),
    "deposits": (
      """
      SELECT tenant, reference, currency, is_confirmed, deposits, amount_high, amount_low FROM deposit_totals
      WHERE deposits <> 0
      """,
      """
      SELECT tenant, deposit_reference, currency, confirmed_at IS NOT NULL, COUNT(*), SUM(amount_high), SUM(amount_low)
      FROM transfers WHERE deposit_reference IS NOT NULL AND refusal IS NULL AND dropped_at IS NULL
      GROUP BY 1, 2, 3, 4
      """
    ),
    "sales": (
      """
      SELECT payment_link_id, block, status, currency, orders, amount_high, amount_low FROM payment_link_totals
      WHERE orders <> 0
      """,
      """
      SELECT payment_link_id, s.sequence / 512, status, currency, COUNT(*), SUM(amount_high), SUM(amount_low)
      FROM payment_link_orders s JOIN orders o ON o.id = s.order_id GROUP BY 1, 2, 3, 4
      """
    ),
    "deliveries": (
      """
      SELECT tenant, block, receiver, event_type, business_type, status, deliveries, retried, timed, milliseconds
      FROM delivery_totals WHERE deliveries <> 0
      """,
      """
      SELECT d.tenant, d.sequence / 512, IFNULL(endpoint, ''), e.type, e.business_type, status, COUNT(*),
        SUM(attempts > 1), COUNT(milliseconds), IFNULL(SUM(milliseconds), 0)
      FROM webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event
      WHERE d.sequence | 511 <= (SELECT MAX(sequence) FROM webhook_deliveries) GROUP BY 1, 2, 3, 4, 5, 6
      """
    ),
  ]

  /// The numbers of totals that differ from the rows, by name.
  static func violations(in database: Database) throws -> [String: Int64] {
    try all.mapValues { totals, rows in
      try database.number(
        """
        SELECT (SELECT COUNT(*) FROM (SELECT * FROM (\(totals)) EXCEPT SELECT * FROM (\(rows))))
          + (SELECT COUNT(*) FROM (SELECT * FROM (\(rows)) EXCEPT SELECT * FROM (\(totals))))
        """)
    }.filter { $0.value > 0 }
  }
}
