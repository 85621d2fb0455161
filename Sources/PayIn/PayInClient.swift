package import HTTP
import JSON

/// The one way to the API: describe, authorise, send, classify, normalise. Sends every request exactly once.
package struct PayInClient: Sendable {
  package let target: Target
  let cleaner: TextCleaner
  private let limits: CallLimits
  private let transport: any HTTPTransport
  private let makeRequestID: @Sendable () -> String

  /// - Parameter makeRequestID: a new correlation id on each call, of visible ASCII.
  package init(
    target: Target, transport: any HTTPTransport, limits: CallLimits = CallLimits(),
    makeRequestID: @escaping @Sendable () -> String
  ) {
    self.target = target
    self.transport = transport
    self.limits = limits
    self.makeRequestID = makeRequestID
    cleaner = TextCleaner(hiding: target.apiKey)
  }

  /// What came back, and the id it was asked for under.
  struct Reply {
    let envelope: Envelope
    let status: Int
    let requestID: String
    /// The failure that this reply is if it does not hold what it must.
    let unreadable: PayInError
  }

  func perform(_ endpoint: Endpoint) async throws(PayInError) -> Reply {
    let requestID = makeRequestID()
    var request = describe(endpoint, requestID)
    try authorise(&request, endpoint.operation)
    let result: Result<HTTPResponse, HTTPTransportError>
    do {
      result = .success(try await transport.send(request))
    } catch {
      result = .failure(error)
    }
    let classifier = Classifier(endpoint.operation, hiding: target.apiKey)
    switch classifier.classify(result) {
    case .success(let envelope):
      let status = (try? result.get().status) ?? 200
      var unreadable = classifier.unreadable(status)
      unreadable.requestID = requestID
      return Reply(envelope: envelope, status: status, requestID: requestID, unreadable: unreadable)
    case .failure(var error):
      error.requestID = requestID
      throw error
    }
  }

  private func describe(_ endpoint: Endpoint, _ requestID: String) -> HTTPRequest {
    let base = endpoint.operation.base == .api ? target.baseURL.api : target.baseURL.root
    var request = HTTPRequest(
      method: endpoint.operation.method, url: base + endpoint.path + endpoint.query,
      headers: ["Accept": "application/json", "X-Request-Id": requestID],
      limits: limits.http(for: endpoint.operation.kind))
    if request.method.isWrite {
      request.headers.append("Content-Type", "application/json")
      // Some servers refuse a POST that says it is JSON and is empty.
      request.body = JSONWriter.bytes(of: .object(endpoint.body ?? [:]))
    }
    return request
  }

  private func authorise(_ request: inout HTTPRequest, _ operation: Operation) throws(PayInError) {
    if operation.kind.isWrite, !target.allowsWrites {
      throw PayInError(.writesNotAllowed, operation, outcome: .notSent, retry: .never)
    }
    guard operation.credential != .none else { return }
    request.headers.append("Authorization", target.apiKey.withHeaderValue { $0 })
    guard operation.credential == .sandboxToken else { return }
    guard let token = target.sandboxToken else {
      throw PayInError(.notConfigured, operation, outcome: .notSent, retry: .never)
    }
    request.headers.append("X-Sandbox-Token", token)
  }
}

extension PayInClient {
  func record(_ reply: Reply, _ shape: RecordShape) throws(PayInError) -> Record {
    guard let record = Record(reply.envelope.data, shape: shape, cleaner: cleaner) else { throw reply.unreadable }
    return record
  }

  /// A list with what the API did not keep of the request.
  func page(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, rows name: String,
    _ shape: RecordShape
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let query =
      conditions.map { (name: $0.name, value: $0.value) } + [
        (name: "page", value: String(position.number)), (name: "limit", value: String(position.limit)),
      ]
    let reply = try await perform(Endpoint(operation, query: query))
    guard
      let page = Page(reply.envelope, rowsName: name, asked: position, shape: shape, cleaner: cleaner)
    else { throw reply.unreadable }
    let ignored = conditions.filter { $0.isIgnored(in: page.rows) }.map(\.name)
    var warnings: [Warning] = []
    if !ignored.isEmpty { warnings.append(Warning(.filterIgnored, fields: ignored)) }
    if page.rows.count > position.limit { warnings.append(Warning(.limitIgnored)) }
    if page.unreadableRows > 0 { warnings.append(Warning(.rowsUnreadable)) }
    return (page, warnings)
  }
}
