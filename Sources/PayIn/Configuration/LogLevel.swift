/// How much is written to standard error. Each level includes those before it.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// Only why the program does not start or ends.
  case error
  /// Also what may make calls fail or lose orders, once at the start.
  case warning
  /// Also each attempt of a call when it has ended.
  case info
  /// Also each attempt when it begins, and what the retry policy decides.
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
