import Testing

@testable import SandboxModel

/// Pages found by indexes and totals, against the same question asked of all rows.
@Suite struct GroupedListTests {
  private static let rows = 9000

  /// Conditions that overlap no, some and all blocks of 512 rows.
  private static func criteria() -> [OrderCriteria] {
    var all: [OrderCriteria] = []
    for (statuses, chain, currency) in [
      (nil, nil, nil), (["completed"], nil, nil), (["pending", "expired", "unknown"], nil, "USDC"),
      (nil, "polygon-amoy", nil), (nil, nil, "PYUSD"), (["expired"], "polygon-amoy", "USDT"), ([], nil, nil),
      (nil, "none", nil),
    ] as [([String]?, String?, String?)] {
      for (after, before) in [(nil, nil), (100, nil), (nil, 5000), (4000, 4200), (8999, 9000), (9001, nil)]
        as [(Int64?, Int64?)]
      {
        var criteria = OrderCriteria(tenant: ManyRows.tenant)
        (criteria.statuses, criteria.chainId, criteria.currency) = (statuses, chain, currency)
        criteria.created = DateRange(
          after: after.map { Timestamp(milliseconds: ManyRows.start + $0 * 10_000) },
          before: before.map { Timestamp(milliseconds: ManyRows.start + $0 * 10_000) })
        all.append(criteria)
      }
    }
    return all
  }

  @Test func everyPageIsThatOfAllRows() throws {
    let database = try ManyRows.make(ManyRows.orders(Self.rows))
    let orders = OrderRepository(database: database)
    for criteria in Self.criteria() {
      let filter = criteria.filter
      let expected = try database.all("SELECT sequence FROM orders \(filter.clause) ORDER BY sequence", filter.values) {
        row throws(DatabaseError) in try row.integer()
      }
      for order in [SortOrder.asc, .desc] {
        let all = order == .asc ? expected : expected.reversed()
        let last = max(1, (all.count + 6) / 7)
        for number in [1, 2, last / 2, last - 1, last, last + 1, 1_000_000_000] where number > 0 {
          let (page, total) = try orders.list(criteria, ListPage(number: number, limit: 7), order)
          #expect(total == expected.count, "\(criteria)")
          #expect(page.map(\.sequence) == Array(all.dropFirst((number - 1) * 7).prefix(7)), "\(criteria) \(number)")
        }
      }
    }
  }

  @Test func statisticsAreThoseOfAllRows() throws {
    let database = try ManyRows.make(ManyRows.orders(Self.rows), ManyRows.transfers(Self.rows))
    for criteria in Self.criteria() {
      let filter = criteria.filter
      let rows = try database.all(
        """
        SELECT status, chain_id, currency, amount,
          (SELECT MIN(detected_at) FROM transfers WHERE order_id = orders.id AND refusal IS NULL) - created_at
        FROM orders \(filter.clause)
        """, filter.values
      ) { row throws(DatabaseError) in
        (try row.value(OrderStatus.self), try row.text(), try row.text(), try row.amount(), row.optionalInteger())
      }
      let statistics = try OrderRepository(database: database).statistics(criteria)
      #expect(statistics.total == rows.count)
      #expect(statistics.byStatus == Dictionary(rows.map { ($0.0, 1) }, uniquingKeysWith: +))
      #expect(statistics.byChain == Dictionary(rows.map { ($0.1, 1) }, uniquingKeysWith: +))
      #expect(statistics.byToken == Dictionary(rows.map { ($0.2, 1) }, uniquingKeysWith: +))
      #expect(statistics.amounts == Dictionary(rows.map { ($0.2, $0.3) }, uniquingKeysWith: +))
      let completed = rows.filter { $0.0 == .completed }
      #expect(statistics.completedAmounts == Dictionary(completed.map { ($0.2, $0.3) }, uniquingKeysWith: +))
      let times = rows.compactMap(\.4)
      #expect(statistics.averagePaymentTime == (times.isEmpty ? nil : times.reduce(0, +) / Int64(times.count)))
    }
  }

  @Test func transfersAndDepositsAreThoseOfAllRows() throws {
    let database = try ManyRows.make(ManyRows.orders(6000), ManyRows.transfers(6000))
    let transfers = TransferRepository(database: database)
    for (type, onlyCounting, isConfirmed) in [
      (nil, true, nil), (.deposit, false, nil), (.order, true, false), (.deposit, true, true), (nil, true, false),
    ] as [(TransferCriteria.BusinessType?, Bool, Bool?)] {
      for depositor in [nil, "user-3"] {
        var criteria = TransferCriteria(tenant: ManyRows.tenant)
        (criteria.businessType, criteria.onlyCounting, criteria.isConfirmed) = (type, onlyCounting, isConfirmed)
        criteria.depositReference = depositor
        let all = try database.all(
          "SELECT sequence FROM transfers \(criteria.filter.clause) ORDER BY sequence DESC", criteria.filter.values
        ) { row throws(DatabaseError) in try row.integer() }
        for number in [1, 5, all.count / 20 + 1] {
          let (page, total) = try transfers.list(criteria, ListPage(number: number, limit: 20))
          #expect(total == all.count)
          #expect(page.map(\.sequence) == Array(all.dropFirst((number - 1) * 20).prefix(20)))
        }
      }
    }
    // The first deposits in USDT and USDC that are confirmed and count: of the numbers 4 and 2.
    for (totals, name) in [
      (try transfers.totals(tenant: "t"), "%"), (try transfers.totals(reference: "user-2", tenant: "t"), "user-2"),
    ] {
      let rows = try database.all(
        """
        SELECT currency, amount, confirmed_at IS NOT NULL, detected_at FROM transfers
        WHERE deposit_reference LIKE ? AND refusal IS NULL ORDER BY sequence
        """, [.text(name)]
      ) { row throws(DatabaseError) in (try row.text(), try row.amount(), try row.int(), try row.timestamp()) }
      #expect(totals.confirmedCount == rows.count { $0.2 == 1 })
      #expect(totals.pendingCount == rows.count { $0.2 == 0 })
      #expect(totals.lastDetectedAt == rows.map(\.3).max())
      let sums = Dictionary(rows.filter { $0.2 == 1 }.map { ($0.0, $0.1) }, uniquingKeysWith: +)
      #expect(Dictionary(uniqueKeysWithValues: totals.amounts.map { ($0.currency, $0.amount) }) == sums)
      #expect(totals.amounts.first?.currency == rows.first { $0.2 == 1 }?.0)
    }
  }

  @Test func deliveriesAreThoseOfAllRows() throws {
    let database = try ManyRows.make(ManyRows.deliveries(5000))
    let deliveries = DeliveryRepository(database: database)
    let range = DateRange(
      after: Timestamp(milliseconds: ManyRows.start + 4_000_000),
      before: Timestamp(milliseconds: ManyRows.start + 45_000_000))
    for (endpoint, type, status, created) in [
      (nil, nil, nil, DateRange()), ("ep_1", nil, nil, range), (nil, "order.expired", .failed, DateRange()),
      ("ep_2", "order.completed", .success, range), ("ep_3", nil, nil, DateRange()),
    ] as [(String?, String?, Delivery.Status?, DateRange)] {
      var criteria = DeliveryCriteria(tenant: ManyRows.tenant)
      (criteria.endpointId, criteria.eventType, criteria.status, criteria.created) = (endpoint, type, status, created)
      var filter = Filter("d.tenant = ?", "t")
      filter.require("d.endpoint", equals: endpoint)
      filter.require("e.type", equals: type)
      filter.require("d.status", equals: status?.rawValue)
      created.restrict(&filter, "d.created_at")
      let source = "webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event \(filter.clause)"
      let ids = try database.all("SELECT d.id FROM \(source) ORDER BY d.sequence DESC", filter.values) {
        row throws(DatabaseError) in try row.text()
      }
      let (page, total) = try deliveries.list(criteria, ListPage(number: 3, limit: 50))
      #expect(total == ids.count)
      #expect(page.map(\.id) == Array(ids.dropFirst(100).prefix(50)))
      let expected = try database.first(
        """
        SELECT COUNT(*), COUNT(*) FILTER (WHERE d.status = 'success'), COUNT(*) FILTER (WHERE d.status = 'failed'),
          COUNT(*) FILTER (WHERE d.attempts > 1), CAST(ROUND(AVG(d.milliseconds)) AS INTEGER) FROM \(source)
        """, filter.values
      ) { row throws(DatabaseError) in
        DeliveryStatistics(
          total: try row.int(), succeeded: try row.int(), failed: try row.int(), retried: try row.int(),
          averageMilliseconds: row.optionalInteger().map(Int.init))
      }
      #expect(try deliveries.statistics(criteria) == expected)
    }
  }
}
