/// A place in a list that is ordered by sequence numbers, newest first.
package enum ListCursor: Sendable, Equatable {
  case newest
  /// The rows older than the one with this number.
  case before(Int64)
  /// The rows just newer than the one with this number.
  case after(Int64)
}

/// Some rows of a list, newest first. They are found by their numbers, so that a page costs the same however long the
/// list is and however far down it lies.
package struct ListSlice<Row: Sendable>: Sendable {
  package let rows: [Row]
  /// The cursor of the newer rows; nil if there are none.
  package let newer: ListCursor?
  /// The cursor of the older rows; nil if there are none.
  package let older: ListCursor?

  /// - Parameters:
  ///   - limit: the largest number of rows.
  ///   - sequence: the number of a row.
  ///   - fetch: reads the rows that satisfy a comparison such as `< ?`, in the order `ASC` or `DESC`, at most `count`.
  init(
    _ cursor: ListCursor, limit: Int, sequence: (Row) -> Int64,
    fetch: (_ comparison: String, _ number: Int64, _ order: String, _ count: Int) throws -> [Row]
  ) rethrows {
    switch cursor {
    case .newest:
      try self.init(older: fetch("> ?", 0, "DESC", limit + 1), limit: limit, sequence: sequence, newer: nil)
    case .before(let number):
      try self.init(
        older: fetch("< ?", number, "DESC", limit + 1), limit: limit, sequence: sequence, newer: .after(number - 1))
    case .after(let number):
      let found = try fetch("> ?", number, "ASC", limit + 1)
      // A short page at the top of the list is filled up.
      guard found.count > limit else {
        try self.init(.newest, limit: limit, sequence: sequence, fetch: fetch)
        return
      }
      let rows = Array(found.prefix(limit).reversed())
      self.init(
        rows: rows, newer: rows.first.map { .after(sequence($0)) }, older: rows.last.map { .before(sequence($0)) })
    }
  }

  private init(older found: [Row], limit: Int, sequence: (Row) -> Int64, newer: ListCursor?) {
    let rows = Array(found.prefix(limit))
    self.init(
      rows: rows, newer: newer.map { fallback in rows.first.map { .after(sequence($0)) } ?? fallback },
      older: found.count > limit ? rows.last.map { .before(sequence($0)) } : nil)
  }

  private init(rows: [Row], newer: ListCursor?, older: ListCursor?) {
    (self.rows, self.newer, self.older) = (rows, newer, older)
  }
}

extension OrderRepository {
  /// Orders of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Order> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        "WHERE sequence \(comparison) ORDER BY sequence \(order) LIMIT ?", [.integer(number), SQLValue(count)])
    }
  }
}

extension TransferRepository {
  /// Deposits of all tenants. The index is named because the planner would rather walk through all transfers.
  package func deposits(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Transfer> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        """
        INDEXED BY deposits_by_sequence WHERE deposit_reference IS NOT NULL AND sequence \(comparison)
        ORDER BY sequence \(order) LIMIT ?
        """, [.integer(number), SQLValue(count)])
    }
  }

  /// Finds a transfer of any tenant.
  package func find(id: String) throws -> Transfer? {
    try database.record("WHERE id = ?", [.text(id)])
  }

  /// The transfers of an order, oldest first, those that do not count included.
  package func transfers(ofOrder id: String, limit: Int) throws -> [Transfer] {
    try database.records("WHERE order_id = ? ORDER BY sequence LIMIT ?", [.text(id), SQLValue(limit)])
  }
}

extension PaymentLinkRepository {
  /// Payment links of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<PaymentLink> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.records(
        "WHERE sequence \(comparison) ORDER BY sequence \(order) LIMIT ?", [.integer(number), SQLValue(count)])
    }
  }
}

extension DeliveryRepository {
  /// Deliveries of all tenants.
  package func slice(_ cursor: ListCursor, limit: Int) throws -> ListSlice<Delivery> {
    try ListSlice(cursor, limit: limit, sequence: \.sequence) { comparison, number, order, count in
      try database.all(
        """
        SELECT \(Self.columns) FROM \(Self.source) WHERE d.sequence \(comparison)
        ORDER BY d.sequence \(order) LIMIT ?
        """, [.integer(number), SQLValue(count)]
      ) { row throws(DatabaseError) -> Delivery in try row.record() }
    }
  }
}

extension AddressPool {
  /// The addresses of one protocol with their states, newest first, each with its number.
  package func slice(
    _ addressProtocol: AddressProtocol, _ cursor: ListCursor, limit: Int, now: Timestamp
  ) throws -> ListSlice<NumberedAddress> {
    try ListSlice(cursor, limit: limit, sequence: \.number) { comparison, number, order, count in
      try database.all(
        """
        SELECT number, address, state, cooling_until FROM addresses
        WHERE protocol = ? AND number \(comparison) ORDER BY number \(order) LIMIT ?
        """, [.text(addressProtocol.rawValue), .integer(number), SQLValue(count)]
      ) { row throws(DatabaseError) in
        let (number, address) = (try row.integer(), try row.text())
        let (stored, coolingUntil) = (try row.value(AddressState.self), row.optionalTimestamp())
        let state = AddressState.of(stored: stored, coolingUntil: coolingUntil, now: now)
        return NumberedAddress(number: number, address: address, state: state, coolingUntil: coolingUntil)
      }
    }
  }
}

/// An address of the pool with its place in the order of creation.
package struct NumberedAddress: Sendable {
  package let number: Int64
  package let address: String
  package let state: AddressState
  package let coolingUntil: Timestamp?
}
