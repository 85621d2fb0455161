extension Schema {
  /// The references of orders in blocks that are searched at once: comparing a hundred thousand rows one by one took
  /// thirty milliseconds.
  static let orderReferences =
    """
    CREATE TABLE order_references (
      number INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      block INTEGER NOT NULL,
      content BLOB NOT NULL,
      UNIQUE (tenant, block)
    ) STRICT;
    CREATE INDEX order_references_by_block ON order_references (block);
    """
}

/// The table of references, in blocks of 512 orders. The orders of the last, incomplete block are not in it and are read
/// from their own table.
package struct OrderReferences {
  private static let blockBits = 9

  let database: Database

  package init(database: Database) {
    self.database = database
  }

  /// Finds the orders of a tenant whose reference matches.
  /// - Returns: their sequence numbers, in ascending order.
  func find(_ matcher: ReferenceMatcher, _ tenant: String) throws(DatabaseError) -> [Int64] {
    var found: [Int64] = []
    _ = try database.all(
      "SELECT block, content FROM order_references WHERE tenant = ? ORDER BY block", [.text(tenant)]
    ) { row throws(DatabaseError) in
      let first = try row.integer() << Self.blockBits
      row.withBytes { ReferenceBlock($0).find(matcher, first: first, &found) }
    }
    let first = try nextBlock() << Self.blockBits
    let rest = try database.all(
      "SELECT sequence, reference FROM orders NOT INDEXED WHERE tenant = ? AND sequence >= ? ORDER BY sequence",
      [.text(tenant), .integer(first)]
    ) { row throws(DatabaseError) in (sequence: try row.integer(), reference: try row.text()) }
    // Without the blocks of another process, which may have died, there may be more rows than one block takes.
    for start in stride(from: 0, to: rest.count, by: 1 << Self.blockBits) {
      let rows = rest[start..<min(rest.count, start + (1 << Self.blockBits))]
      let sequences = rows.map(\.sequence)
      var positions: [Int64] = []
      ReferenceBlock.bytes(of: rows.enumerated().map { ($0.offset, $0.element.reference) }).withUnsafeBytes {
        ReferenceBlock($0).find(matcher, first: 0, &positions)
      }
      found += positions.map { sequences[Int($0)] }
    }
    return found
  }

  /// Stores the blocks that are complete, after an order was inserted.
  func add(_ sequence: Int64) throws(DatabaseError) {
    let mask: Int64 = (1 << Self.blockBits) - 1
    if sequence & mask == mask { try complete() }
  }

  /// Stores all blocks that are complete and not stored yet.
  package func complete() throws(DatabaseError) {
    let end = try (database.number("SELECT MAX(sequence) FROM orders") + 1) >> Self.blockBits
    let next = try nextBlock()
    guard next < end else { return }
    for block in next..<end { try store(block) }
  }

  private func nextBlock() throws(DatabaseError) -> Int64 {
    try database.number("SELECT MAX(block) + 1 FROM order_references")
  }

  private func store(_ block: Int64) throws(DatabaseError) {
    let first = block << Self.blockBits
    let rows = try database.all(
      "SELECT tenant, sequence, reference FROM orders WHERE sequence BETWEEN ? AND ? ORDER BY sequence",
      [.integer(first), .integer(first + (1 << Self.blockBits) - 1)]
    ) { row throws(DatabaseError) in (tenant: try row.text(), offset: Int(try row.integer() - first), try row.text()) }
    for (tenant, rows) in Dictionary(grouping: rows, by: \.tenant) {
      try database.execute(
        "INSERT INTO order_references (tenant, block, content) VALUES (?, ?, ?)",
        [.text(tenant), .integer(block), .blob(ReferenceBlock.bytes(of: rows.map { ($0.offset, $0.2) }))])
    }
  }
}
