/// The table of bindings. Rows of ended bindings stay in it and are not read.
package struct BindingRepository {
  private static let columns = "sequence, tenant, reference, protocol, address, metadata, bound_at"

  let database: Database

  func nextSequence() throws -> Int64 {
    try database.number("SELECT MAX(sequence) FROM bindings") + 1
  }

  func insert(_ binding: Binding) throws {
    try database.execute(
      "INSERT INTO bindings (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(binding.sequence), .text(binding.tenant), .text(binding.reference),
        .text(binding.addressProtocol.rawValue), .text(binding.address), SQLValue(binding.metadata),
        SQLValue(binding.boundAt),
      ])
  }

  /// Finds the bindings of a reference: at most one per protocol, in the order of the protocols.
  package func find(reference: String, tenant: String) throws -> [Binding] {
    try database.all(
      """
      SELECT \(Self.columns) FROM bindings WHERE tenant = ? AND reference = ? AND unbound_at IS NULL
      ORDER BY protocol
      """, [.text(tenant), .text(reference)], Self.read)
  }

  /// Finds the bindings of a reference over all tenants.
  package func find(reference: String) throws -> [Binding] {
    try database.all(
      "SELECT \(Self.columns) FROM bindings WHERE reference = ? AND unbound_at IS NULL ORDER BY protocol, sequence",
      [.text(reference)], Self.read)
  }

  /// Lists rows, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> (bindings: [Binding], total: Int) {
    var filter = filter
    filter.require("unbound_at IS NULL")
    let bindings = try database.all(
      "SELECT \(Self.columns) FROM bindings \(filter.clause) ORDER BY sequence DESC LIMIT ? OFFSET ?",
      filter.values + page.values, Self.read)
    return (bindings, Int(try database.number("SELECT COUNT(*) FROM bindings \(filter.clause)", filter.values)))
  }

  /// Lists references, each once, the one bound last first.
  package func references(_ filter: Filter, _ page: ListPage) throws -> (references: [String], total: Int) {
    var filter = filter
    filter.require("unbound_at IS NULL")
    let references = try database.all(
      """
      SELECT reference FROM bindings \(filter.clause) GROUP BY reference ORDER BY MAX(sequence) DESC LIMIT ? OFFSET ?
      """, filter.values + page.values
    ) { row throws(DatabaseError) in try row.text() }
    let total = try database.number(
      "SELECT COUNT(DISTINCT reference) FROM bindings \(filter.clause)", filter.values)
    return (references, Int(total))
  }

  func end(_ binding: Binding, at time: Timestamp) throws {
    try database.execute(
      "UPDATE bindings SET unbound_at = ? WHERE sequence = ?", [SQLValue(time), .integer(binding.sequence)])
  }

  private static func read(_ row: inout Row) throws(DatabaseError) -> Binding {
    Binding(
      sequence: try row.integer(), tenant: try row.text(), reference: try row.text(),
      addressProtocol: try row.value(AddressProtocol.self), address: try row.text(), metadata: row.optionalText(),
      boundAt: try row.timestamp())
  }
}

extension BindingRepository {
  /// Finds the current binding of an address, over all tenants.
  package func find(address: String) throws -> Binding? {
    let filter = Filter("address = ?", .text(address))
    return try list(filter, ListPage(number: 1, limit: 1)).bindings.first
  }
}
