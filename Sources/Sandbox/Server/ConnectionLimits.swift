import HTTP
import SandboxAPI
import SandboxModel

/// How many connections a server holds, and for how long.
package struct ConnectionLimits: Sendable {
  /// More are useless on one machine, and each takes memory.
  private static let most = 2048

  /// The number of connections at once, asked before each is accepted: the descriptor limit can change.
  package var count: @Sendable () -> Int
  /// After which a connection is closed on which nothing has moved, the time of an answer's making not counted.
  package var idleTime = Duration.seconds(60)
  /// For how long a connection must have been idle before it is closed to make room for another.
  package var shortestIdleTime = Duration.seconds(1)

  package init(count: @escaping @Sendable () -> Int) {
    self.count = count
  }

  /// As the descriptors of this process allow.
  /// - Parameter descriptorsEach: 2 if the clients are in this process as well, else 1.
  package static func ofProcess(descriptorsEach: Int) -> ConnectionLimits {
    ConnectionLimits {
      DescriptorLimit.serverConnections(limit: DescriptorLimit.soft, descriptorsEach: descriptorsEach, atMost: most)
    }
  }
}
