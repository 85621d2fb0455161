import HTTP
import SandboxAPI
import SandboxModel

/// The limits on the number of connections and on their idle time.
package struct ConnectionLimits: Sendable {
  /// The upper bound: more connections are useless on one machine, and each uses memory.
  private static let most = 2048

  /// The maximum number of connections, read before each one is accepted: the descriptor limit can change.
  package var count: @Sendable () -> Int
  /// The time without traffic after which a connection is closed; the time in which a request is handled does not
  /// count.
  package var idleTime = Duration.seconds(60)
  /// The shortest time for which a connection must have been idle before it is closed to make room.
  package var shortestIdleTime = Duration.seconds(1)

  package init(count: @escaping @Sendable () -> Int) {
    self.count = count
  }

  /// The limits that the file descriptors of this process allow.
  /// - Parameter descriptorsEach: 2 if the clients are in this process as well, else 1.
  package static func ofProcess(descriptorsEach: Int) -> ConnectionLimits {
    ConnectionLimits {
      DescriptorLimit.serverConnections(limit: DescriptorLimit.soft, descriptorsEach: descriptorsEach, atMost: most)
    }
  }
}
