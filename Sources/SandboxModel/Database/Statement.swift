import CSQLite

/// A prepared statement. It is owned by the connection that prepared it, and freed before it.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer) throws(DatabaseError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw .last(on: connection, code: code) }
    self.handle = handle
    self.connection = connection
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Runs the statement once, handing each row to `body` until it returns false.
  func run(
    _ values: [SQLValue], _ body: (inout Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    // A statement left on a row would keep its transaction open.
    defer { sqlite3_reset(handle) }
    try bind(values)
    while try step() {
      var row = Row(handle)
      guard try body(&row) else { return }
    }
  }

  private func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw .last(on: connection, code: code)
    }
  }

  private func bind(_ values: [SQLValue]) throws(DatabaseError) {
    precondition(values.count == Int(sqlite3_bind_parameter_count(handle)), "every parameter is bound, in order")
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw .last(on: connection, code: code) }
    }
  }

  private func bind(_ value: SQLValue, at position: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, position)
    case .integer(let integer): sqlite3_bind_int64(handle, position, integer)
    case .blob(let bytes):
      bytes.withUnsafeBytes { csqlite_bind_blob(handle, position, $0.baseAddress, Int32($0.count)) }
    case .text(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          csqlite_bind_text(handle, position, characters.baseAddress, Int32(characters.count))
        }
      }
    }
  }
}

extension DatabaseError {
  package static func last(on connection: OpaquePointer?, code: Int32) -> DatabaseError {
    let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return DatabaseError(code: Code(rawValue: code), message: message ?? String(cString: sqlite3_errstr(code)))
  }
}

/// A value that is bound to a parameter of a statement.
package enum SQLValue: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  package init(stringLiteral value: String) {
    self = .text(value)
  }

  package init(integerLiteral value: Int64) {
    self = .integer(value)
  }

  package init(nilLiteral: ()) {
    self = .null
  }

  package init(_ value: String?) {
    self = value.map(SQLValue.text) ?? .null
  }

  package init(_ value: Int?) {
    self = value.map { .integer(Int64($0)) } ?? .null
  }

  package init(_ value: Timestamp?) {
    self = value.map { .integer($0.milliseconds) } ?? .null
  }

  package init(_ value: Bool) {
    self = .integer(value ? 1 : 0)
  }
}

/// A failure reported by SQLite, or found in what it returned.
package struct DatabaseError: Error, Sendable, Equatable {
  /// A result code of SQLite, possibly an extended one.
  struct Code: RawRepresentable, Sendable, Hashable {
    let rawValue: Int32

    static let busy = Code(rawValue: 5)
    static let readOnly = Code(rawValue: 8)
    static let inputOutput = Code(rawValue: 10)
    static let corrupt = Code(rawValue: 11)
    static let full = Code(rawValue: 13)
    static let cannotOpen = Code(rawValue: 14)
    static let mismatch = Code(rawValue: 20)
    static let misuse = Code(rawValue: 21)

    /// The code without its extension.
    var primary: Code { Code(rawValue: rawValue & 0xff) }
  }

  let code: Code
  package let message: String

  /// Whether another process holds the database for too long.
  package var isBusy: Bool { code.primary == .busy }

  /// Whether the file could not be written: it is read-only or missing, or the disk is full or broken.
  package var isPathUnusable: Bool {
    [.readOnly, .inputOutput, .full, .cannotOpen].contains(code.primary)
  }
}
