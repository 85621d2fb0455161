package import HTTP
import JSON

/// The client of the API. Every call goes one way: describe, authorise, limit, send, classify, normalise.
package struct PayInClient: Sendable {
  package typealias RecordIntent = @Sendable (_ requestID: String) async throws(PayInError) -> Void

  /// What all calls have in common. It is one object, so that a client costs little to pass on.
  private final class Common: Sendable {
    let target: Target
    let limits: CallLimits
    let checksDuplicates: Bool
    let account: AccountState
    let time: TimeSource
    let transport: any HTTPTransport
    let observe: @Sendable (CallEvent) -> Void
    let makeRequestID: @Sendable () -> String

    init(
      _ target: Target, _ transport: any HTTPTransport, _ limits: CallLimits, checksDuplicates: Bool,
      _ account: AccountState, _ time: TimeSource, observe: @escaping @Sendable (CallEvent) -> Void,
      makeRequestID: @escaping @Sendable () -> String
    ) {
      (self.target, self.transport, self.limits) = (target, transport, limits)
      (self.checksDuplicates, self.account, self.time) = (checksDuplicates, account, time)
      (self.observe, self.makeRequestID) = (observe, makeRequestID)
    }
  }

  private let common: Common
  /// The part of the next call's time that had passed before the call reached the client.
  private var spent = Duration.zero
  /// Asked just before a write is sent; false if the call was cancelled.
  private(set) var mayWrite: @Sendable () -> Bool = { true }
  /// Given the id of each write before it is sent; one that it throws for is not sent. Nil if nothing is to be recorded.
  private(set) var recordIntent: RecordIntent?

  /// - Parameters:
  ///   - account: shared by all clients of one account; made for this client alone if nil.
  ///   - observe: is given each step of a call when it happens.
  ///   - makeRequestID: a new correlation id on each call, of visible ASCII.
  package init(
    target: Target, transport: any HTTPTransport, limits: CallLimits = CallLimits(), checksDuplicates: Bool = true,
    account: AccountState? = nil, time: TimeSource = .system,
    observe: @escaping @Sendable (CallEvent) -> Void = { _ in },
    makeRequestID: @escaping @Sendable () -> String
  ) {
    common = Common(
      target, transport, limits, checksDuplicates: checksDuplicates, account ?? AccountState(limits), time,
      observe: observe, makeRequestID: makeRequestID)
  }

  package var target: Target { common.target }
  var limits: CallLimits { common.limits }
  /// Whether orders are looked up by their reference before they are made, and after an uncertain end.
  var checksDuplicates: Bool { common.checksDuplicates }
  var account: AccountState { common.account }
  var time: TimeSource { common.time }
  var observe: @Sendable (CallEvent) -> Void { common.observe }

  /// A reply of success, and the id of its request.
  struct Reply: Sendable {
    let envelope: Envelope
    let status: Int
    let requestID: String
    fileprivate let classifier: Classifier

    /// The error to throw if the reply does not contain what it must.
    var unreadable: PayInError { unreadable(nil) }

    /// - Parameter detail: what is wrong with it; nil if it cannot be read at all.
    func unreadable(_ detail: LocalizedText?) -> PayInError {
      var error = classifier.unreadable(status, detail)
      error.requestID = requestID
      return error
    }
  }

  /// The statistics of all clients that share this one's account.
  package var statistics: CallStatistics { account.statistics }

  /// The dialect of the API, as far as it is known.
  package var dialect: APIDialect { account.dialect }

  /// A client for a call that began that long ago.
  package func withElapsed(_ elapsed: Duration) -> PayInClient {
    var client = self
    client.spent += elapsed
    return client
  }

  /// A client for a call that may be cancelled as long as its write has not been sent.
  ///
  /// - Parameters:
  ///   - mayWrite: asked once, just before a write is sent.
  ///   - recordIntent: called before that with the write's id; a write that it throws for is not sent.
  package func writing(
    if mayWrite: @escaping @Sendable () -> Bool, after recordIntent: RecordIntent? = nil
  ) -> PayInClient {
    var client = self
    (client.mayWrite, client.recordIntent) = (mayWrite, recordIntent)
    return client
  }

  func deadline(for operation: Operation) -> Deadline {
    Deadline(in: max(limits.total(for: operation.kind) - spent, .zero), time)
  }

  func newRequestID() -> String {
    common.makeRequestID()
  }

  /// Sends the request of the endpoint once.
  ///
  /// - Parameter timeout: of this attempt; below 1 ms nothing is sent.
  func exchange(
    _ endpoint: Endpoint, within timeout: Duration, attempt: Int, _ requestID: String
  ) async throws(PayInError) -> Reply {
    guard timeout >= .milliseconds(1) else {
      throw PayInError(.timeout, endpoint.operation, outcome: .notSent, retry: .safe)
    }
    var request = describe(endpoint, within: timeout, requestID)
    authorise(&request, endpoint.operation)
    request.needsFreshConnection = attempt > 1
    observe(.started(endpoint.operation, attempt: attempt, requestID: requestID))
    let start = time.now()
    let result: Result<HTTPResponse, HTTPTransportError>
    do {
      result = .success(try await common.transport.send(request))
    } catch {
      result = .failure(error)
    }
    let outcome = classify(result, endpoint.operation, requestID)
    let entry = CallLogEntry(
      endpoint.operation, status: (try? result.get())?.status,
      failure: outcome.failure?.cause ?? outcome.failure?.code, duration: time.now() - start, attempt: attempt,
      requestID: requestID)
    account.record(entry)
    observe(.ended(entry))
    return try outcome.get()
  }

  private func classify(
    _ result: Result<HTTPResponse, HTTPTransportError>, _ operation: Operation, _ requestID: String
  ) -> Result<Reply, PayInError> {
    let classifier = Classifier(operation, date: time.date())
    switch classifier.classify(result) {
    case .success(let envelope):
      if let dialect = APIDialect(detectedIn: envelope, of: operation) { account.detect(dialect) }
      let status = (try? result.get().status) ?? 200
      return .success(Reply(envelope: envelope, status: status, requestID: requestID, classifier: classifier))
    case .failure(var error):
      error.requestID = requestID
      return .failure(error)
    }
  }

  private func describe(_ endpoint: Endpoint, within timeout: Duration, _ requestID: String) -> HTTPRequest {
    let base = endpoint.operation.base == .api ? target.baseURL.api : target.baseURL.root
    var request = HTTPRequest(
      method: endpoint.operation.method, url: base + endpoint.path + endpoint.query,
      headers: ["Accept": "application/json", "X-Request-Id": requestID], limits: limits.http(for: timeout))
    if request.method.isWrite {
      request.headers.append("Content-Type", "application/json")
      // Some servers refuse a POST that says it is JSON and is empty.
      request.body = JSONWriter.bytes(of: .object(endpoint.body ?? [:]))
    }
    return request
  }

  private func authorise(_ request: inout HTTPRequest, _ operation: Operation) {
    guard operation.credential != .none else { return }
    request.headers.append("Authorization", target.apiKey.withHeaderValue { $0 })
    guard operation.credential == .sandboxToken, let token = target.sandboxToken else { return }
    request.headers.append("X-Sandbox-Token", token)
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

/// The API and the account that a client uses.
package struct Target: Sendable {
  package let baseURL: BaseURL
  package let apiKey: APIKey
  /// The token of the embedded sandbox, which its controls require.
  package let sandboxToken: String?
  package let allowsWrites: Bool

  package init(baseURL: BaseURL, apiKey: APIKey, sandboxToken: String? = nil, allowsWrites: Bool = true) {
    self.baseURL = baseURL
    self.apiKey = apiKey
    self.sandboxToken = sandboxToken
    self.allowsWrites = allowsWrites
  }
}
