import CSQLite

extension Database {
  /// How long the end of a process waits for another one that reads or writes the file.
  private static let finishMilliseconds: Int32 = 200

  /// Takes the log into the file as far as other processes allow, and closes.
  func finish() {
    withHandle { handle in
      sqlite3_busy_timeout(handle, Self.finishMilliseconds)
      // Nothing can be done about a failure, and nothing has to be: the log is read at the next start.
      sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
    close()
  }
}
