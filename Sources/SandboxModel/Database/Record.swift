/// A type whose values are the rows of a table. Its columns are declared once, as the cases of `Column`: SELECT, INSERT,
/// UPDATE and the reading of rows are derived from them.
protocol Record: Sendable {
  /// The stored columns; the raw values are their names in SQL.
  associatedtype Column: RawRepresentable<String>, CaseIterable, Equatable, Sendable where Column.AllCases == [Column]

  static var table: Table<Self> { get }

  init(_ row: inout RecordRow<Self>) throws(DatabaseError)
  func value(of column: Column) throws -> SQLValue
}

/// The SQL of a record's table.
struct Table<Value: Record>: Sendable {
  let name: String
  /// `SELECT … FROM …`
  let select: String
  fileprivate let insert: String
  fileprivate let update: String
  /// All columns, in the order of SELECT and INSERT.
  let columns: [Value.Column]
  fileprivate let key: Value.Column
  fileprivate let changing: [Value.Column]

  /// - Parameters:
  ///   - key: the column by which `update` finds the row.
  ///   - fixed: the columns that never change, besides the key.
  ///   - computed: SQL expressions that SELECT adds after the columns.
  init(_ name: String, key: Value.Column, fixed: [Value.Column] = [], computed: [String] = []) {
    columns = Value.Column.allCases
    self.name = name
    self.key = key
    changing = columns.filter { $0 != key && !fixed.contains($0) }
    select = "SELECT \((columns.map(\.rawValue) + computed).joined(separator: ", ")) FROM \(name)"
    insert = """
      INSERT INTO \(name) (\(columns.map(\.rawValue).joined(separator: ", "))) \
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      """
    update =
      "UPDATE \(name) SET \(changing.map { "\($0.rawValue) = ?" }.joined(separator: ", ")) WHERE \(key.rawValue) = ?"
  }

  /// The columns with a prefix, for joins: `d.id, d.tenant`.
  static func columns(of prefix: String) -> String {
    Value.Column.allCases.map { "\(prefix).\($0.rawValue)" }.joined(separator: ", ")
  }
}

extension Database {
  func insert<Value: Record>(_ record: Value) throws {
    try execute(Value.table.insert, try Value.table.columns.map(record.value))
  }

  /// Inserts a record unless it violates a constraint of uniqueness.
  /// - Returns: whether it was inserted.
  func insertIfNew<Value: Record>(_ record: Value) throws -> Bool {
    try execute("\(Value.table.insert) ON CONFLICT DO NOTHING", try Value.table.columns.map(record.value))
    return changes == 1
  }

  /// Stores the columns that can change.
  func update<Value: Record>(_ record: Value) throws {
    try execute(Value.table.update, try (Value.table.changing + [Value.table.key]).map(record.value))
  }

  /// - Parameter clause: the SQL after `SELECT … FROM …`.
  func record<Value: Record>(_ clause: String, _ values: [SQLValue]) throws(DatabaseError) -> Value? {
    try first("\(Value.table.select) \(clause)", values, Self.read)
  }

  /// - Parameter clause: the SQL after `SELECT … FROM …`.
  func records<Value: Record>(_ clause: String, _ values: [SQLValue] = []) throws(DatabaseError) -> [Value] {
    try all("\(Value.table.select) \(clause)", values, Self.read)
  }

  private static func read<Value: Record>(_ row: inout Row) throws(DatabaseError) -> Value {
    try row.record()
  }

  /// The number of the next row, counted from 1.
  func nextSequence<Value: Record>(of type: Value.Type) throws -> Int64 {
    try number("SELECT MAX(sequence) FROM \(Value.table.name)") + 1
  }

  func count<Value: Record>(_ type: Value.Type, _ filter: Filter) throws -> Int {
    Int(try number("SELECT COUNT(*) FROM \(Value.table.name) \(filter.clause)", filter.values))
  }
}
