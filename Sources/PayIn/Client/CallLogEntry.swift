/// An attempt of a call that has ended, as logs and statistics see it: nothing of what was asked or answered.
package struct CallLogEntry: Sendable, Equatable {
  /// Method and route. The route has its colons, so that no id or reference stands in it.
  package let name: String
  /// The HTTP status, or nil without a reply.
  package let status: Int?
  /// The code of the failure, or nil if the attempt succeeded.
  package let failure: PayInError.Code?
  package let duration: Duration
  /// The number of the attempt in its call, from 1.
  package let attempt: Int
  package let requestID: String
  /// Whether the route answers only to a valid key.
  package let needsKey: Bool

  /// Whether the API or the connection to it failed. The refusal of a wrong request is no such failure.
  package var isFailureOfTheAPI: Bool {
    guard failure != nil, failure != .cancelled else { return false }
    guard let status else { return true }
    return status >= 500 || status == 408 || status == 429 || status < 300
  }

  package init(
    _ operation: Operation, status: Int?, failure: PayInError.Code?, duration: Duration, attempt: Int, requestID: String
  ) {
    name = operation.label
    self.status = status
    self.failure = failure
    self.duration = duration
    self.attempt = attempt
    self.requestID = requestID
    needsKey = operation.credential == .apiKey
  }
}

/// What the client does for a call, step by step, for the log. No id, reference, amount or secret is in it.
package enum CallEvent: Sendable, Equatable {
  /// An attempt is about to be sent.
  case started(Operation, attempt: Int, requestID: String)
  case ended(CallLogEntry)
  /// A read has failed, and the retry policy has decided whether it is sent again.
  case decided(Operation, RetryPolicy.Decision, attempt: Int, requestID: String)

  /// The least level at which the event is written.
  package var level: LogLevel {
    switch self {
    case .ended: .info
    case .started, .decided: .debug
    }
  }

  /// The event as one line of logfmt.
  package var line: String {
    switch self {
    case .started(let operation, let attempt, let requestID):
      "level=debug call=\"\(operation.label)\" event=start attempt=\(attempt) id=\(requestID)"
    case .ended(let entry): entry.line
    case .decided(let operation, let decision, let attempt, let requestID):
      "level=debug call=\"\(operation.label)\" \(decision.logText) attempt=\(attempt) id=\(requestID)"
    }
  }
}

extension CallLogEntry {
  fileprivate var line: String {
    let status = status.map(String.init) ?? "-"
    let failure = failure.map { " error=\($0.rawValue)" } ?? ""
    let milliseconds = Int((duration / .milliseconds(1)).rounded())
    return
      "level=info call=\"\(name)\" status=\(status)\(failure) ms=\(milliseconds) attempt=\(attempt) id=\(requestID)"
  }
}

extension RetryPolicy.Decision {
  fileprivate var logText: String {
    switch self {
    case .again(let delay, let reason):
      "event=retry reason=\(reason.rawValue) after_ms=\(Int((delay / .milliseconds(1)).rounded()))"
    case .stop(let reason): "event=stop reason=\(reason.rawValue)"
    }
  }
}
