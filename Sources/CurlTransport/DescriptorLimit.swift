internal import Glibc

/// How many descriptors this process may have open (RLIMIT_NOFILE of getrlimit(2)).
enum DescriptorLimit {
  /// For all that is no connection: the standard streams, the sandbox and its clients, files of a moment.
  private static let reserve = 256

  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

  /// Raises the soft limit, as far as the hard one allows: many systems set 1,024, and a connection that gets no
  /// descriptor is a call that fails.
  static func makeRoom(forConnections count: Int) {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    let needed = min(rlim_t(count + reserve), limit.rlim_max)
    guard limit.rlim_cur < needed else { return }
    limit.rlim_cur = needed
    setrlimit(resource, &limit)
  }
}
