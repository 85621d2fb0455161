import CSQLite

extension Database {
  /// Throws if the file has been removed, moved or replaced since it was opened. What is written then is lost with the
  /// process.
  func requireInPlace() throws(DatabaseError) {
    var hasMoved: Int32 = 0
    withHandle { handle in
      // Databases in memory do not know the question and leave the number as it is.
      sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    }
    guard hasMoved == 0 else {
      throw DatabaseError(
        code: .cannotOpen, message: "its file was removed or replaced while it was in use; restart payin-mcp")
    }
  }
}
