internal import Glibc

/// How many connections the descriptors of this process allow (RLIMIT_NOFILE of getrlimit(2)).
package enum DescriptorBudget {
  /// Descriptors kept for everything that is no connection: standard streams, event queues, timers, a database with its
  /// log, files that are open for a moment. The MCP server with its sandbox uses 16, measured.
  package static let reserve = 24

  /// The number of connections that fit into a limit. At least 1, because one can be tried.
  /// - Parameters:
  ///   - limit: the descriptors that the process may have open.
  ///   - descriptorsEach: 2 if both ends of a connection are in this process, else 1.
  ///   - maximum: more are not wanted.
  package static func connections(limit: Int, descriptorsEach: Int, atMost maximum: Int) -> Int {
    max(1, min(maximum, (limit - reserve) / descriptorsEach))
  }

  /// The limit as it is now; it can be changed while the process runs (prlimit(1)).
  package static var limit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }

  /// Whether so many more descriptors can be opened now.
  package static func canOpen(_ count: Int) -> Bool {
    let descriptors = (0..<count).map { _ in socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    return descriptors.allSatisfy { $0 >= 0 }
  }
}
