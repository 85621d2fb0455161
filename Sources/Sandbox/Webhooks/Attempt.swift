import HTTP

/// What one request to a receiver came to.
struct Attempt: Sendable, Equatable {
  enum Outcome: Sendable, Equatable {
    case delivered
    /// Another attempt may do better.
    case failed
    /// The receiver understood and did not want it: there is nothing to try again.
    case refused
  }

  /// Of the answer's text, as it is kept in the log.
  private static let maximumBodyLength = 1000

  let outcome: Outcome
  let status: Int?
  let body: String?
  let milliseconds: Int
  /// Nil if it was delivered.
  let problem: String?

  /// 2xx is success. Only 5xx is tried again; redirects are not followed.
  init(_ response: HTTPResponse, milliseconds: Int) {
    status = response.status
    body = String(String(decoding: response.body, as: UTF8.self).prefix(Self.maximumBodyLength))
    self.milliseconds = milliseconds
    switch response.status {
    case 200..<300: (outcome, problem) = (.delivered, nil)
    case 300..<400: (outcome, problem) = (.refused, "HTTP \(response.status): redirects are not followed")
    case 500...: (outcome, problem) = (.failed, "HTTP \(response.status)")
    default: (outcome, problem) = (.refused, "HTTP \(response.status)")
    }
  }

  init(_ error: HTTPTransportError, milliseconds: Int) {
    (status, body) = (nil, nil)
    self.milliseconds = milliseconds
    outcome = [.invalidRequest, .responseTooLarge].contains(error.code) ? .refused : .failed
    problem = error.detail.isEmpty ? error.code.rawValue : "\(error.code.rawValue): \(error.detail)"
  }
}
