/// Decides whether a failed call is repeated, and when. Pure.
///
/// Only reads are repeated: a second write could do harm.
package struct RetryPolicy: Sendable {
  package enum Reason: String, Sendable {
    // Reasons to repeat:
    case network
    case busy
    case serverFailure
    case unreadable
    // Reasons to stop:
    case write
    case permanent
    case exhausted
    case deadline
  }

  package enum Decision: Sendable, Equatable {
    case again(after: Duration, Reason)
    case stop(Reason)
  }

  /// The longest wait before the second, third and fourth attempt.
  private static let delays: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

  /// - Parameters:
  ///   - attempt: that failed, from 1.
  ///   - remaining: time of the whole call.
  ///   - jitter: at least 0, below 1. The wait is that part of the longest (full jitter), so that clients which failed
  ///     together do not come back together.
  package static func decide(
    after error: PayInError, attempt: Int, remaining: Duration, jitter: Double
  ) -> Decision {
    guard !error.operation.kind.isWrite else { return .stop(.write) }
    guard let (reason, limit) = rule(for: error) else { return .stop(.permanent) }
    guard attempt <= limit else { return .stop(.exhausted) }
    var delay = delays[attempt - 1] * jitter
    if case .after(let seconds) = error.retry, error.saysWhen { delay = max(delay, .seconds(seconds)) }
    return delay < remaining ? .again(after: delay, reason) : .stop(.deadline)
  }

  /// Why another attempt may help, and how many may be made.
  private static func rule(for error: PayInError) -> (Reason, limit: Int)? {
    switch error.code {
    case .unreachable, .timeout, .connectionLost: (.network, delays.count)
    case .proxyFailed where error.retry == .safe: (.network, delays.count)
    case .rateLimited where error.upstream != nil: (.busy, delays.count)
    case .unreadableReply: (.unreadable, 1)
    case .upstreamError:
      switch error.upstream?.status {
      case 408, 502, 503, 504: (.busy, delays.count)
      // Mostly a mistake of the caller under another name, so asking often is of no use.
      case 500: (.serverFailure, 1)
      default: nil
      }
    default: nil
    }
  }
}
