internal import CEpoll
internal import Glibc

/// How many descriptors this process may have open (RLIMIT_NOFILE of getrlimit(2)).
package enum DescriptorLimit {
  /// What one call needs beside what is open at the start: libcurl's own, the sandbox and its files, a connection, files
  /// that are open for a moment.
  package static let least = 32

  /// For all that is no connection: the sandbox and its clients, look-ups of names, files that are open for a
  /// moment. A quarter of the free ones where there are few.
  private static let reserve = 16...256

  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

  /// What the soft limit can be raised to.
  package static var hard: Int {
    current.map { Int(clamping: $0.rlim_max) } ?? .max
  }

  private static var current: rlimit? {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? limit : nil
  }

  /// Raises the soft limit, as far as the hard one allows: many systems set 1,024, and a connection that gets no
  /// descriptor is a call that fails.
  ///
  /// - Parameters:
  ///   - count: connections that are wanted.
  ///   - descriptors: how many each takes in this process.
  /// - Returns: how many there is room for; at least 1, at most as many as are wanted.
  static func makeRoom(forConnections count: Int, of descriptors: Int) -> Int {
    guard var limit = current else { return count }
    let open = openCount(below: Int(clamping: limit.rlim_cur))
    let needed = min(rlim_t(open + count * descriptors + reserve.upperBound), limit.rlim_max)
    if limit.rlim_cur < needed {
      limit.rlim_cur = needed
      setrlimit(resource, &limit)
    }
    return connections(count, of: descriptors, free: Int(clamping: current?.rlim_cur ?? limit.rlim_cur) - open)
  }

  static func connections(_ count: Int, of descriptors: Int, free: Int) -> Int {
    let reserve = min(max(free / 4, reserve.lowerBound), reserve.upperBound)
    return max(1, min(count, (free - reserve) / descriptors))
  }

  /// Of those below `limit`, asked by one call of poll(2), which works without /proc. A process that has just
  /// started has few open.
  private static func openCount(below limit: Int) -> Int {
    var entries = (0..<CInt(min(limit, 4096))).map { pollfd(fd: $0, events: 0, revents: 0) }
    guard poll(&entries, nfds_t(entries.count), 0) >= 0 else { return 0 }
    return entries.count { $0.revents & Int16(POLLNVAL) == 0 }
  }

  /// Whether a call of the system failed for lack of descriptors or of memory for them.
  static func isShortage(_ number: CInt) -> Bool {
    [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(number)
  }

  /// Whether not one more can be had at this moment.
  static var isReached: Bool {
    let one = epoll_create1(CInt(EPOLL_CLOEXEC))
    guard one < 0 else {
      close(one)
      return false
    }
    return isShortage(errno)
  }
}
