internal import HTTP
internal import Synchronization

/// One request as `CurlThread` takes it: checked, with its origin and its deadline.
final class Call: Sendable {
  let id: UInt64
  let request: HTTPRequest
  let origin: Origin
  let headerLines: RequestHeaderLines
  let deadline: ContinuousClock.Instant

  /// Set before the cancel command is posted. A cancel may overtake the submission of its own call: then the thread
  /// does not know the call yet, drops the command, and finds this flag when it takes the call.
  private let cancellation = Atomic(false)

  private static let nextID = Atomic<UInt64>(0)

  /// The deadline is counted from this call on.
  /// - Throws: `invalidRequest` for a URL or a header that cannot be sent.
  init(_ request: HTTPRequest, userAgent: String, origins: OriginCache) throws(HTTPTransportError) {
    self.request = request
    origin = try origins.origin(of: request.url)
    headerLines = try RequestHeaderLines(request.headers, userAgent: userAgent, hasBody: request.hasBody)
    deadline = .now + request.limits.totalTimeout
    id = Self.nextID.add(1, ordering: .relaxed).newValue
  }

  func markCancelled() {
    cancellation.store(true, ordering: .releasing)
  }

  var isCancelled: Bool {
    cancellation.load(ordering: .acquiring)
  }
}

/// A call together with the task that waits for it.
struct Submission: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPTransportError>

  let call: Call
  private let continuation: CheckedContinuation<Outcome, Never>

  init(_ call: Call, _ continuation: CheckedContinuation<Outcome, Never>) {
    self.call = call
    self.continuation = continuation
  }

  /// Resumes the caller. It is the only place that does, and a submission is taken out of its table first.
  consuming func finish(_ outcome: Outcome) {
    continuation.resume(returning: outcome)
  }
}
