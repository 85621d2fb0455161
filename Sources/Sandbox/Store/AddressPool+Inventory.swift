extension AddressPool {
  func counts(_ addressProtocol: AddressProtocol, now: Timestamp) throws -> AddressCounts {
    let groups = try database.all(
      "SELECT state, cooling_until, COUNT(*) FROM addresses WHERE protocol = ? GROUP BY state, cooling_until",
      [.text(addressProtocol.rawValue)]
    ) { row throws(DatabaseError) in
      let state = try row.state(now: now)
      return (state.state, try row.int())
    }
    return groups.reduce(into: AddressCounts()) { $0.add($1.1, $1.0) }
  }

  /// Newest first. Whose order or depositor an address serves is told to `tenant` only.
  func list(_ filter: Filter, _ page: Page, tenant: String, now: Timestamp) throws -> [PoolAddress] {
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

  func count(_ filter: Filter) throws -> Int {
    Int(try database.number("SELECT COUNT(*) FROM addresses \(filter.clause)", filter.values))
  }

  /// Nil if the pool does not have it.
  func state(of address: String, now: Timestamp) throws -> AddressState? {
    try database.first(
      "SELECT state, cooling_until FROM addresses WHERE address = ?", [.text(address)]
    ) { row throws(DatabaseError) in try row.state(now: now).state }
  }

  /// False if it was there before.
  func add(_ address: String, _ addressProtocol: AddressProtocol, at time: Timestamp) throws -> Bool {
    try database.execute(
      "INSERT OR IGNORE INTO addresses (protocol, address, created_at) VALUES (?, ?, ?)",
      [.text(addressProtocol.rawValue), .text(address), SQLValue(time)])
    return database.changes == 1
  }

  /// An address that is taken back does not rest again.
  func apply(_ change: AddressState.Change, to address: String, at time: Timestamp) throws {
    let state: AddressState = change == .archive ? .archived : .available
    try database.execute(
      "UPDATE addresses SET state = ?, recycled_at = ?, cooling_until = NULL WHERE address = ?",
      [.text(state.rawValue), SQLValue(time), .text(address)])
  }
}

extension Row {
  /// Reads `state` and `cooling_until`.
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
