/// Why a call of the API did not succeed, what became of a write, and whether it may be repeated.
package struct PayInError: Error, Sendable, Equatable {
  /// What became of the write. Reads have no outcome.
  package enum Outcome: String, Sendable {
    /// No byte of the request left this machine, or the request was never made.
    case notSent = "not_sent"
    /// The server refused; nothing changed.
    case rejected
    /// It took effect, though the call failed.
    case done
    /// It may or may not have taken effect.
    case unknown
  }

  package enum Retry: Sendable, Equatable {
    case safe
    /// Safe, but not before this many seconds.
    case after(seconds: Int)
    /// May do a thing twice.
    case unsafe
    /// Fails again until something else is changed.
    case never
  }

  /// The server's own words, cleaned and capped.
  package struct Upstream: Sendable, Equatable {
    package let status: Int
    package let code: String?
    package let message: String?
    package let suggestions: [String]

    package init(status: Int, code: String? = nil, message: String? = nil, suggestions: [String] = []) {
      self.status = status
      self.code = code
      self.message = message
      self.suggestions = suggestions
    }
  }

  package let code: Code
  package let operation: Operation
  /// Nil for reads.
  package let outcome: Outcome?
  package let retry: Retry
  /// For `outcome_unknown`: what kept us from knowing.
  package let cause: Code?
  package let upstream: Upstream?
  /// The transport's words, or a name that the wording needs; cleaned.
  package let detail: Wording?
  /// The argument that is at fault.
  package let field: String?
  /// Whether the server itself named the seconds in `retry`.
  let saysWhen: Bool
  /// The correlation id that was sent with the request.
  package var requestID: String?

  package init(
    _ code: Code, _ operation: Operation, outcome: Outcome?, retry: Retry, cause: Code? = nil,
    upstream: Upstream? = nil, detail: Wording? = nil, field: String? = nil,
    saysWhen: Bool = false
  ) {
    self.code = code
    self.operation = operation
    self.outcome = operation.kind.isWrite ? outcome : nil
    self.retry = retry
    self.cause = cause
    self.upstream = upstream
    self.detail = detail
    self.field = field
    self.saysWhen = saysWhen
  }
}

extension PayInError {
  /// The failure of what had to be read before a write could be sent.
  func before(_ write: Operation) -> PayInError {
    var error = PayInError(
      code, write, outcome: .notSent, retry: retry, upstream: upstream, detail: detail, field: field,
      saysWhen: saysWhen)
    error.requestID = requestID
    return error
  }

  /// The same of a write that is looked for before it is made again.
  var repeatable: PayInError {
    var error = PayInError(
      code, operation, outcome: outcome, retry: .safe, cause: cause, upstream: upstream, detail: detail, field: field,
      saysWhen: saysWhen)
    error.requestID = requestID
    return error
  }
}
