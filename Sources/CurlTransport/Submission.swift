internal import HTTP

/// A call together with the task that waits for it.
struct Submission: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPTransportError>

  let call: Call
  private let continuation: CheckedContinuation<Outcome, Never>

  init(_ call: Call, _ continuation: CheckedContinuation<Outcome, Never>) {
    self.call = call
    self.continuation = continuation
  }

  /// The only place where a caller is resumed; whoever holds a submission takes it out of its table first.
  consuming func finish(_ outcome: Outcome) {
    continuation.resume(returning: outcome)
  }
}
