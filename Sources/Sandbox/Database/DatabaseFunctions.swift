import CSQLite

/// Functions of this program that statements can call.
enum DatabaseFunctions {
  /// `matches_like(text, search)` is 1 or 0 by `LikePattern`, and null if either is null.
  static func register(on handle: OpaquePointer) throws(DatabaseError) {
    let code = sqlite3_create_function_v2(
      handle, "matches_like", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, values in
        guard let value = sqlText(values?[0]), let search = sqlText(values?[1]) else {
          return sqlite3_result_null(context)
        }
        sqlite3_result_int(context, LikePattern(searching: search).matches(value) ? 1 : 0)
      }, nil, nil, nil)
    guard code == SQLITE_OK else { throw .last(on: handle, code: code) }
  }
}

/// A parameter's text, or nil if it is null. Not a member: a C function cannot capture a type.
private func sqlText(_ value: OpaquePointer?) -> String? {
  guard let bytes = sqlite3_value_text(value) else { return nil }
  return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value))), as: UTF8.self)
}
