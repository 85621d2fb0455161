/// The addresses that orders and deposits use in turn, shared by all tenants.
package struct AddressPool {
  package enum Use: String {
    case allocated
    case bound
  }

  package let database: Database
  package let cooldownMinutes: Int

  package init(
    database: Database, cooldownMinutes: Int
  ) {
    self.database = database
    self.cooldownMinutes = cooldownMinutes
  }

  /// Reserves the address that has been free for longest: first those never used, then the one released first, then the
  /// oldest. Returns nil if every address is in use or cooling down.
  func reserve(_ addressProtocol: AddressProtocol, for use: Use, now: Timestamp) throws -> String? {
    let chosen = try database.first(
      """
      SELECT address FROM addresses
      WHERE protocol = ? AND state = 'available' AND (cooling_until IS NULL OR cooling_until <= ?)
      ORDER BY recycled_at NULLS FIRST, number LIMIT 1
      """, [.text(addressProtocol.rawValue), SQLValue(now)]
    ) { row throws(DatabaseError) in try row.text() }
    guard let chosen else { return nil }
    try database.execute(
      "UPDATE addresses SET state = ? WHERE address = ?", [.text(use.rawValue), .text(chosen)])
    return chosen
  }

  package func release(_ address: String, at time: Timestamp) throws {
    try database.execute(
      "UPDATE addresses SET state = 'available', recycled_at = ?, cooling_until = ? WHERE address = ?",
      [SQLValue(time), SQLValue(time.adding(minutes: cooldownMinutes)), .text(address)])
  }

  /// Adds addresses until the protocol has `size` of them.
  package func fill(
    _ addressProtocol: AddressProtocol, to size: Int, from identifiers: Identifiers, at time: Timestamp? = nil
  ) throws {
    let count = try database.number(
      "SELECT COUNT(*) FROM addresses WHERE protocol = ?", [.text(addressProtocol.rawValue)])
    for number in count..<max(count, Int64(size)) {
      // A generated address may have been imported before.
      try database.execute(
        "INSERT OR IGNORE INTO addresses (protocol, address, created_at) VALUES (?, ?, ?)",
        [.text(addressProtocol.rawValue), .text(identifiers.address(addressProtocol, number)), SQLValue(time)])
    }
  }
}

extension AddressPool {
  /// Archives the addresses that are not in use, except the `count` that would be used next.
  package func drain(_ addressProtocol: AddressProtocol, leaving count: Int, now: Timestamp) throws {
    try database.execute(
      """
      UPDATE addresses SET state = 'archived' WHERE protocol = ? AND state = 'available' AND number NOT IN (
        SELECT number FROM addresses
        WHERE protocol = ? AND state = 'available' AND (cooling_until IS NULL OR cooling_until <= ?)
        ORDER BY recycled_at NULLS FIRST, number LIMIT ?)
      """,
      [.text(addressProtocol.rawValue), .text(addressProtocol.rawValue), SQLValue(now), SQLValue(count)])
  }

  package func refill(_ addressProtocol: AddressProtocol) throws {
    try database.execute(
      "UPDATE addresses SET state = 'available' WHERE protocol = ? AND state = 'archived'",
      [.text(addressProtocol.rawValue)])
  }
}

extension AddressPool {
  package func counts(_ addressProtocol: AddressProtocol, now: Timestamp) throws -> AddressCounts {
    let groups = try database.all(
      "SELECT state, cooling_until, COUNT(*) FROM addresses WHERE protocol = ? GROUP BY state, cooling_until",
      [.text(addressProtocol.rawValue)]
    ) { row throws(DatabaseError) in
      let state = try row.state(now: now)
      return (state.state, try row.int())
    }
    return groups.reduce(into: AddressCounts()) { $0.add($1.1, $1.0) }
  }

  /// Lists addresses, newest first. The order or depositor that uses an address is shown to its own tenant only.
  package func list(_ filter: Filter, _ page: ListPage, tenant: String, now: Timestamp) throws -> [PoolAddress] {
    try database.all(
      """
      SELECT addresses.address, addresses.protocol, state, cooling_until, recycled_at, addresses.created_at,
        orders.id, orders.tenant, orders.created_at, bindings.reference, bindings.tenant, bound_at
      FROM addresses
      LEFT JOIN orders ON orders.address = addresses.address AND orders.status = 'pending' AND state = 'allocated'
      LEFT JOIN (SELECT address, reference, tenant, bound_at FROM bindings WHERE unbound_at IS NULL) AS bindings
        ON bindings.address = addresses.address AND state = 'bound'
      \(filter.clause) ORDER BY number DESC LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in try row.poolAddress(tenant: tenant, now: now) }
  }

  package func count(_ filter: Filter) throws -> Int {
    Int(try database.number("SELECT COUNT(*) FROM addresses \(filter.clause)", filter.values))
  }

  /// Returns nil if the address is not in the pool.
  package func state(of address: String, now: Timestamp) throws -> AddressState? {
    try database.first(
      "SELECT state, cooling_until FROM addresses WHERE address = ?", [.text(address)]
    ) { row throws(DatabaseError) in try row.state(now: now).state }
  }

  /// Returns false if the address was in the pool before.
  package func add(_ address: String, _ addressProtocol: AddressProtocol, at time: Timestamp) throws -> Bool {
    try database.execute(
      "INSERT OR IGNORE INTO addresses (protocol, address, created_at) VALUES (?, ?, ?)",
      [.text(addressProtocol.rawValue), .text(address), SQLValue(time)])
    return database.changes == 1
  }

  /// Archives or restores an address. A restored address does not cool down.
  package func apply(_ change: AddressState.Change, to address: String, at time: Timestamp) throws {
    let state: AddressState = change == .archive ? .archived : .available
    try database.execute(
      "UPDATE addresses SET state = ?, recycled_at = ?, cooling_until = NULL WHERE address = ?",
      [.text(state.rawValue), SQLValue(time), .text(address)])
  }
}

extension Row {
  /// Reads the columns `state` and `cooling_until`.
  fileprivate mutating func state(
    now: Timestamp
  ) throws(DatabaseError) -> (state: AddressState, coolingUntil: Timestamp?) {
    let (stored, coolingUntil) = (try value(AddressState.self), optionalTimestamp())
    return (AddressState.of(stored: stored, coolingUntil: coolingUntil, now: now), coolingUntil)
  }

  fileprivate mutating func poolAddress(tenant: String, now: Timestamp) throws(DatabaseError) -> PoolAddress {
    let (address, addressProtocol) = (try text(), try value(AddressProtocol.self))
    let (state, coolingUntil) = try state(now: now)
    let (recycledAt, createdAt) = (optionalTimestamp(), optionalTimestamp())
    let order = use(.order, tenant: tenant)
    let deposit = use(.deposit, tenant: tenant)
    return PoolAddress(
      address: address, addressProtocol: addressProtocol, state: state, use: order ?? deposit,
      recycledAt: recycledAt, coolingUntil: state == .coolingDown ? coolingUntil : nil, createdAt: createdAt)
  }

  private mutating func use(_ kind: PoolAddress.Use.Kind, tenant: String) -> PoolAddress.Use? {
    let (id, owner, since) = (optionalText(), optionalText(), optionalTimestamp())
    return since.map { PoolAddress.Use(kind: kind, externalId: owner == tenant ? id : nil, since: $0) }
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
