extension OrderRepository {
  func statistics(_ filter: Filter) throws -> OrderStatistics {
    let entries = try database.all(
      """
      SELECT status, chain_id, currency, amount,
        (SELECT MIN(detected_at) FROM transfers WHERE order_id = orders.id AND refusal IS NULL) - created_at
      FROM orders \(filter.clause)
      """, filter.values
    ) { row throws(DatabaseError) in
      OrderStatistics.Entry(
        status: try row.value(OrderStatus.self), chainId: try row.text(), currency: try row.text(),
        amount: try row.amount(), paymentTime: row.optionalInteger())
    }
    return entries.reduce(into: OrderStatistics()) { $0.add($1) }
  }
}
