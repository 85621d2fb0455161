import Glibc

/// Writes that never wait for the reader.
///
/// An answer that is written by the thread that made it reaches the client 10 to 20 µs earlier than one that a sleeping
/// thread is woken for.
enum ImmediateWrite {
  /// The most bytes of one such write; 0 for a descriptor on which a write may wait.
  ///
  /// A pipe that is ready takes PIPE_BUF bytes whole (pipe(7)), and a socket at least as many (unix(7)).
  static func limit(of descriptor: CInt) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return 0 }
    return [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT) ? Int(PIPE_BUF) : 0
  }

  /// Returns the number of bytes written: 0 if the reader does not keep up, or the write failed.
  static func write(_ bytes: [UInt8], to descriptor: CInt) -> Int {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&entry, 1, 0) == 1, entry.revents == Int16(POLLOUT) else { return 0 }
    return max(0, Glibc.write(descriptor, bytes, bytes.count))
  }
}
