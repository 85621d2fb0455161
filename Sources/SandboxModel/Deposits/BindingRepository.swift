/// The table of bindings. Rows of ended bindings stay in it and are not read.
package struct BindingRepository {
  let database: Database

  func nextSequence() throws -> Int64 {
    try database.nextSequence(of: Binding.self)
  }

  func insert(_ binding: Binding) throws {
    try database.insert(binding)
  }

  /// Finds the bindings of a reference: at most one per protocol, in the order of the protocols.
  package func find(reference: String, tenant: String) throws -> [Binding] {
    try database.records(
      "WHERE tenant = ? AND reference = ? AND unbound_at IS NULL ORDER BY protocol", [.text(tenant), .text(reference)])
  }

  /// Finds the bindings of a reference over all tenants.
  package func find(reference: String) throws -> [Binding] {
    try database.records(
      "WHERE reference = ? AND unbound_at IS NULL ORDER BY protocol, sequence", [.text(reference)])
  }

  /// Lists rows, newest first.
  package func list(_ filter: Filter, _ page: ListPage) throws -> (bindings: [Binding], total: Int) {
    var filter = filter
    filter.require("unbound_at IS NULL")
    let bindings: [Binding] = try database.records(
      "\(filter.clause) ORDER BY sequence DESC LIMIT ? OFFSET ?", filter.values + page.values)
    return (bindings, try database.count(Binding.self, filter))
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
}

extension BindingRepository {
  /// Finds the current binding of an address, over all tenants.
  package func find(address: String) throws -> Binding? {
    let filter = Filter("address = ?", .text(address))
    return try list(filter, ListPage(number: 1, limit: 1)).bindings.first
  }
}

extension Binding: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case tenant
    case reference
    case addressProtocol = "protocol"
    case address
    case metadata
    case boundAt = "bound_at"
  }

  static let table = Table<Binding>("bindings", key: .sequence)

  init(_ row: inout RecordRow<Binding>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), tenant: try row.text(.tenant), reference: try row.text(.reference),
      addressProtocol: try row.value(.addressProtocol), address: try row.text(.address),
      metadata: row.optionalText(.metadata), boundAt: try row.timestamp(.boundAt))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .tenant: .text(tenant)
    case .reference: .text(reference)
    case .addressProtocol: .text(addressProtocol.rawValue)
    case .address: .text(address)
    case .metadata: SQLValue(metadata)
    case .boundAt: SQLValue(boundAt)
    }
  }
}
