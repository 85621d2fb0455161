package import HTTP

/// One attempt of one call, as logs and statistics see it: nothing of what was asked or answered.
package struct CallLogEntry: Sendable, Equatable {
  package let method: HTTPRequest.Method
  /// With its colons, so that no id or reference stands in it.
  package let route: String
  /// Nil without a reply.
  package let status: Int?
  /// Nil if it succeeded.
  package let failure: PayInError.Code?
  package let duration: Duration
  /// From 1.
  package let attempt: Int
  package let requestID: String

  /// Method and route.
  package var name: String { "\(method.rawValue) \(route)" }

  /// Whether the API, or the way to it, is to blame: a refusal of a wrong request is no failure of its own.
  package var isFailureOfTheAPI: Bool {
    guard failure != nil, failure != .cancelled else { return false }
    guard let status else { return true }
    return status >= 500 || status == 408 || status == 429 || status < 300
  }

  package init(
    _ operation: Operation, status: Int?, failure: PayInError.Code?, duration: Duration, attempt: Int, requestID: String
  ) {
    method = operation.method
    route = operation.route
    self.status = status
    self.failure = failure
    self.duration = duration
    self.attempt = attempt
    self.requestID = requestID
  }
}
