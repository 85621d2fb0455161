package import HTTP

/// One attempt of one call, as logs and statistics see it: nothing of what was asked or answered.
package struct CallRecord: Sendable, Equatable {
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

  init(
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
