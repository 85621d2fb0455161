import CSQLite
import Glibc

/// The processes that use the file of a sandbox now, found out without taking a lock.
package struct DatabaseUse: Sendable, Equatable {
  /// A process that has the file open; nil if there is none.
  package let user: Int32?
  /// The process that is writing; nil if there is none.
  package let writer: Int32?

  /// The byte that is locked while the file is written, and the one that every connection holds a lock on (WAL-index
  /// format, section 2.3; `UNIX_SHM_DMS` of SQLite's os_unix.c).
  private static let (writeLock, connectionLock) = (off_t(120), off_t(128))

  package init(of path: String) {
    let descriptor = open(path + "-shm", O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      (user, writer) = (nil, nil)
      return
    }
    defer { close(descriptor) }
    user = Self.holder(of: Self.connectionLock, descriptor)
    writer = Self.holder(of: Self.writeLock, descriptor)
  }

  /// The process that would keep this one from locking the byte (F_GETLK of fcntl(2)).
  private static func holder(of byte: off_t, _ descriptor: Int32) -> Int32? {
    var lock = flock()
    (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), byte, 1)
    guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
  }
}

extension Database {
  /// The version of SQLite.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
