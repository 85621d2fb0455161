import CSQLite

/// The columns of the statement's current row, read from left to right.
package struct Row: ~Copyable {
  private let statement: OpaquePointer
  private var column: Int32 = 0

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  mutating func integer() throws(DatabaseError) -> Int64 {
    try required(optionalInteger())
  }

  mutating func optionalInteger() -> Int64? {
    defer { column += 1 }
    return isNull ? nil : sqlite3_column_int64(statement, column)
  }

  mutating func text() throws(DatabaseError) -> String {
    try required(optionalText())
  }

  mutating func optionalText() -> String? {
    defer { column += 1 }
    guard !isNull, let bytes = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private var isNull: Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  private func required<Value>(_ value: Value?) throws(DatabaseError) -> Value {
    if let value { return value }
    let name = sqlite3_column_name(statement, column - 1).map { String(cString: $0) } ?? "?"
    throw DatabaseError(code: .mismatch, message: "no value in column \(name)")
  }
}

extension Row {
  package mutating func timestamp() throws(DatabaseError) -> Timestamp {
    Timestamp(milliseconds: try integer())
  }

  mutating func optionalTimestamp() -> Timestamp? {
    optionalInteger().map(Timestamp.init(milliseconds:))
  }

  mutating func int() throws(DatabaseError) -> Int {
    Int(try integer())
  }

  /// Reads a value that is stored as its raw text.
  package mutating func value<Value: RawRepresentable<String>>(_ type: Value.Type) throws(DatabaseError) -> Value {
    try required(try optionalValue(type))
  }

  mutating func optionalValue<Value: RawRepresentable<String>>(
    _ type: Value.Type
  ) throws(DatabaseError) -> Value? {
    guard let text = optionalText() else { return nil }
    guard let value = Value(rawValue: text) else {
      throw DatabaseError(code: .corrupt, message: "unknown value \(text)")
    }
    return value
  }

  package mutating func amount() throws(DatabaseError) -> TokenAmount {
    let text = try text()
    guard let amount = try? TokenAmount(text) else {
      throw DatabaseError(code: .corrupt, message: "not an amount: \(text)")
    }
    return amount
  }
}
