/// How much is written to standard error. Each level includes those before it.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// Logs only the reason why the program does not start or ends.
  case error
  /// Adds what may make calls fail or lose orders, once at the start.
  case warning
  /// Adds each attempt of a call when it has ended.
  case info
  /// Adds each attempt when it begins, and the decisions of the retry policy.
  case debug

  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    case .debug: 3
    }
  }
}
