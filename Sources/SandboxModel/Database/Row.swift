import CSQLite

/// The columns of the statement's current row, read from left to right.
struct Row: ~Copyable {
  private let statement: OpaquePointer
  fileprivate var column: Int32 = 0

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  /// Continues at a column, counted from 0.
  mutating func skip(to column: Int) {
    self.column = Int32(column)
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

  /// Reads a text or an integer, whichever is stored.
  mutating func anyValue() -> SQLValue {
    sqlite3_column_type(statement, column) == SQLITE_INTEGER
      ? optionalInteger().map(SQLValue.integer) ?? .null : SQLValue(optionalText())
  }

  /// Reads the bytes of a blob, which are valid only during the call.
  mutating func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    defer { column += 1 }
    let bytes = sqlite3_column_blob(statement, column)
    return body(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
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
  mutating func timestamp() throws(DatabaseError) -> Timestamp {
    Timestamp(milliseconds: try integer())
  }

  mutating func optionalTimestamp() -> Timestamp? {
    optionalInteger().map(Timestamp.init(milliseconds:))
  }

  mutating func int() throws(DatabaseError) -> Int {
    Int(try integer())
  }

  /// Reads a value that is stored as its raw text.
  mutating func value<Value: RawRepresentable<String>>(_ type: Value.Type) throws(DatabaseError) -> Value {
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

  mutating func amount() throws(DatabaseError) -> TokenAmount {
    let text = try text()
    guard let amount = try? TokenAmount(text) else {
      throw DatabaseError(code: .corrupt, message: "not an amount: \(text)")
    }
    return amount
  }
}

extension Row {
  /// Reads a record.
  /// - Parameter start: the position of its first column.
  mutating func record<Value: Record>(startingAt start: Int = 0) throws(DatabaseError) -> Value {
    var row = RecordRow<Value>(Row(statement), start)
    return try Value(&row)
  }
}

/// The columns of a record in the statement's current row, read by name. Reading them in their order needs no search.
struct RecordRow<Value: Record>: ~Copyable {
  private var row: Row
  private let start: Int
  private let columns = Value.table.columns
  private var next = 0

  fileprivate init(_ row: consuming Row, _ start: Int) {
    self.row = row
    self.start = start
  }

  private mutating func seek(_ column: Value.Column) {
    if next >= columns.count || columns[next] != column { next = columns.firstIndex(of: column) ?? 0 }
    row.column = Int32(start + next)
    next += 1
  }

  mutating func integer(_ column: Value.Column) throws(DatabaseError) -> Int64 {
    seek(column)
    return try row.integer()
  }

  mutating func int(_ column: Value.Column) throws(DatabaseError) -> Int {
    Int(try integer(column))
  }

  mutating func optionalInt(_ column: Value.Column) -> Int? {
    seek(column)
    return row.optionalInteger().map(Int.init)
  }

  mutating func bool(_ column: Value.Column) throws(DatabaseError) -> Bool {
    try integer(column) == 1
  }

  mutating func text(_ column: Value.Column) throws(DatabaseError) -> String {
    seek(column)
    return try row.text()
  }

  mutating func optionalText(_ column: Value.Column) -> String? {
    seek(column)
    return row.optionalText()
  }

  mutating func timestamp(_ column: Value.Column) throws(DatabaseError) -> Timestamp {
    Timestamp(milliseconds: try integer(column))
  }

  mutating func optionalTimestamp(_ column: Value.Column) -> Timestamp? {
    seek(column)
    return row.optionalTimestamp()
  }

  mutating func value<Raw: RawRepresentable<String>>(_ column: Value.Column) throws(DatabaseError) -> Raw {
    seek(column)
    return try row.value(Raw.self)
  }

  mutating func optionalValue<Raw: RawRepresentable<String>>(_ column: Value.Column) throws(DatabaseError) -> Raw? {
    seek(column)
    return try row.optionalValue(Raw.self)
  }

  mutating func amount(_ column: Value.Column) throws(DatabaseError) -> TokenAmount {
    seek(column)
    return try row.amount()
  }

  /// Reads a value that SELECT computes after the columns.
  mutating func computed(_ index: Int) throws(DatabaseError) -> Int {
    row.column = Int32(start + columns.count + index)
    return try row.int()
  }

  /// Reads another record whose columns follow.
  mutating func following<Other: Record>() throws(DatabaseError) -> Other {
    try row.record(startingAt: start + columns.count)
  }
}
