internal import Glibc

/// The number of descriptors that this process may have open (RLIMIT_NOFILE of getrlimit(2)), and the number of
/// connections that fit into it.
package enum DescriptorLimit {
  /// The descriptors that one call needs beside those that are open at the start: libcurl's own, the sandbox and its
  /// files, a connection, files that are open for a moment.
  package static let minimum = 32

  /// Descriptors that a server keeps for everything that is no connection: standard streams, event queues, timers, a
  /// database with its log, files that are open for a moment. The MCP server with its sandbox uses 16, measured.
  private static let serverReserve = 24

  /// Descriptors that a client keeps for everything that is no connection: the sandbox and its clients, look-ups of
  /// names, files that are open for a moment. It is a quarter of the free ones where there are few.
  private static let clientReserve = 16...256

  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

  /// The limit as it is now; it can be changed while the process runs (prlimit(1)).
  package static var soft: Int {
    current.map { Int(clamping: $0.rlim_cur) } ?? 1024
  }

  /// The value that the soft limit can be raised to.
  package static var hard: Int {
    current.map { Int(clamping: $0.rlim_max) } ?? .max
  }

  private static var current: rlimit? {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? limit : nil
  }

  /// The number of connections that a server can hold within a limit. At least 1, because one can be tried.
  /// - Parameters:
  ///   - limit: the descriptors that the process may have open.
  ///   - descriptorsEach: 2 if both ends of a connection are in this process, else 1.
  ///   - maximum: more are not wanted.
  package static func serverConnections(limit: Int, descriptorsEach: Int, atMost maximum: Int) -> Int {
    max(1, min(maximum, (limit - serverReserve) / descriptorsEach))
  }

  /// The number of connections that a client can open, at least 1 and at most `count`.
  /// - Parameter free: descriptors that the process may still open.
  package static func clientConnections(_ count: Int, descriptorsEach: Int, free: Int) -> Int {
    let reserve = min(max(free / 4, clientReserve.lowerBound), clientReserve.upperBound)
    return max(1, min(count, (free - reserve) / descriptorsEach))
  }

  /// Raises the soft limit as far as needed and as far as the hard one allows: many systems set 1,024, and a connection
  /// that gets no descriptor is a call that fails.
  ///
  /// - Returns: the number of connections there is room for, at least 1 and at most `count`.
  package static func makeRoom(forConnections count: Int, descriptorsEach: Int) -> Int {
    guard var limit = current else { return count }
    let open = openCount(below: Int(clamping: limit.rlim_cur))
    let needed = min(rlim_t(open + count * descriptorsEach + clientReserve.upperBound), limit.rlim_max)
    if limit.rlim_cur < needed {
      limit.rlim_cur = needed
      setrlimit(resource, &limit)
    }
    let free = Int(clamping: current?.rlim_cur ?? limit.rlim_cur) - open
    return clientConnections(count, descriptorsEach: descriptorsEach, free: free)
  }

  /// The number of open descriptors below `limit`, asked by one call of poll(2), which works without /proc. Only the
  /// first 4,096 are counted: a process that has just started has few open.
  private static func openCount(below limit: Int) -> Int {
    var entries = (0..<CInt(min(limit, 4096))).map { pollfd(fd: $0, events: 0, revents: 0) }
    guard poll(&entries, nfds_t(entries.count), 0) >= 0 else { return 0 }
    return entries.count { $0.revents & Int16(POLLNVAL) == 0 }
  }

  /// Whether so many more descriptors can be opened now.
  package static func canOpen(_ count: Int) -> Bool {
    let descriptors = (0..<count).map { _ in openSocket() }
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    return descriptors.allSatisfy { $0 >= 0 }
  }

  /// Whether the system allows not one more descriptor at this moment.
  package static var isReached: Bool {
    let descriptor = openSocket()
    guard descriptor < 0 else {
      close(descriptor)
      return false
    }
    return isShortage(errno)
  }

  /// Whether a system call failed for lack of descriptors, or of memory for them.
  /// - Parameter number: as in errno(3).
  package static func isShortage(_ number: CInt) -> Bool {
    [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(number)
  }

  private static func openSocket() -> CInt {
    socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }
}
