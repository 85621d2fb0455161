import JSON

extension PayInClient {
  /// Sends a read, and repeats it as the retry policy says.
  func read(_ endpoint: Endpoint, by deadline: Deadline? = nil) async throws(PayInError) -> Reply {
    let deadline = deadline ?? self.deadline(for: endpoint.operation)
    let requestID = newRequestID()
    var attempt = 1
    while true {
      do throws(PayInError) {
        try await admit(endpoint.operation, by: deadline)
        return try await exchange(endpoint, within: deadline.forRead, attempt: attempt, requestID)
      } catch {
        let decision = RetryPolicy.decide(
          after: error, attempt: attempt, remaining: deadline.remaining, jitter: time.random())
        observe(.decided(endpoint.operation, decision, attempt: attempt, requestID: requestID))
        guard case .again(let delay, _) = decision else { throw error }
        await time.sleep(delay)
        try stopIfCancelled(endpoint.operation)
        attempt += 1
      }
    }
  }

  /// Sends a read without repeats.
  func readOnce(_ operation: Operation) async throws(PayInError) -> Reply {
    try await readOnce(Endpoint(operation), by: deadline(for: operation))
  }

  func readOnce(_ endpoint: Endpoint, by deadline: Deadline) async throws(PayInError) -> Reply {
    try await admit(endpoint.operation, by: deadline)
    return try await exchange(endpoint, within: deadline.forRead, attempt: 1, newRequestID())
  }

  /// Waits until the rate limit allows the request.
  ///
  /// Throws `rate_limited` at once if the wait would outlast the deadline.
  func admit(_ operation: Operation, by deadline: Deadline) async throws(PayInError) {
    switch account.ask(operation, at: time.now(), waitingAtMost: deadline.remaining) {
    case .go(let wait):
      if wait > .zero { await time.sleep(wait) }
      try stopIfCancelled(operation)
    case .tooLong(let wait):
      throw PayInError(.rateLimited, operation, outcome: .notSent, retry: .after(seconds: wait.secondsRoundedUp))
    }
  }

  func stopIfCancelled(_ operation: Operation) throws(PayInError) {
    guard Task.isCancelled else { return }
    throw PayInError(.cancelled, operation, outcome: .notSent, retry: .safe)
  }

  /// The documented fields of the reply of `/health`; nothing is inferred.
  ///
  /// Sends one request: its failure is the answer to the question how the API is, and a repeat would hide it.
  package func health() async throws(PayInError) -> APIResource {
    try resource(try await readOnce(.health), .health)
  }

  /// Reads statistics. An API without the route takes it for that of a resource whose id is `stats`, which does not exist.
  func readStatistics(_ endpoint: Endpoint, by deadline: Deadline? = nil) async throws(PayInError) -> Reply {
    do throws(PayInError) {
      return try await read(endpoint, by: deadline)
    } catch  where error.code == .notFound || error.upstream?.code == "ORDER_ID_INVALID" {
      var missing = PayInError(
        .endpointMissing, endpoint.operation, outcome: nil, retry: .never, upstream: error.upstream)
      missing.requestID = error.requestID
      throw missing
    }
  }

  func resource(_ reply: Reply, _ schema: ResourceSchema) throws(PayInError) -> APIResource {
    guard let resource = APIResource(reply.envelope.data, schema: schema) else { throw reply.unreadable }
    return resource
  }

  /// The resource that a read asked for by its id or reference, which is compared byte by byte.
  ///
  /// Throws `unreadable_reply` if the reply is about another one: its address would be paid in the place of the right one.
  /// A reply that does not say what it is about is taken, and the id filled in.
  func resource(
    _ reply: Reply, _ schema: ResourceSchema, where field: String, is asked: String
  ) throws(PayInError) -> APIResource {
    var resource = try resource(reply, schema)
    guard resource[field].map({ $0.hasSameBytes(as: asked) }) ?? true else { throw reply.isAboutAnother }
    resource.fill(field, asked)
    return resource
  }

  /// A page of a list, with warnings about conditions that the API ignored.
  func page(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, rows name: String,
    _ schema: ResourceSchema, by deadline: Deadline? = nil
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let isPattern = account.dialect == .published
    let reply = try await rows(operation, conditions, position, arePatterns: isPattern, by: deadline)
    let first = try page(reply, conditions, position, rows: name, schema)
    // The first answer may show that this API takes a search for a pattern, and so has misread it. An empty one shows
    // nothing: the rows may be missing only because of that.
    let mayBeMisread = account.dialect == .published || account.dialect == .auto && first.page.rows.isEmpty
    guard !isPattern, mayBeMisread, conditions.contains(where: \.isMisread) else { return first }
    let again = try await rows(operation, conditions, position, arePatterns: true, by: deadline)
    let second = try page(again, conditions, position, rows: name, schema)
    return account.dialect == .published ? second : first
  }

  /// - Parameter arePatterns: whether the API's search is a pattern, in which special characters are escaped.
  func rows(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, arePatterns: Bool,
    by deadline: Deadline?
  ) async throws(PayInError) -> Reply {
    var query = conditions.flatMap { $0.parameters(arePatterns: arePatterns) }
    query += [(name: "page", value: String(position.number)), (name: "limit", value: String(position.limit))]
    return try await read(Endpoint(operation, query: query), by: deadline)
  }

  func page(
    _ reply: Reply, _ conditions: [ListFilter], _ position: Page.Position, rows name: String, _ schema: ResourceSchema
  ) throws(PayInError) -> (page: Page, warnings: [Warning]) {
    guard let page = Page(reply.envelope, rowsName: name, asked: position, schema: schema) else {
      throw reply.unreadable
    }
    let ignored = conditions.filter { $0.isIgnored(in: page.rows) }.map(\.name)
    var warnings: [Warning] = []
    if !ignored.isEmpty { warnings.append(Warning(.filterIgnored, fields: ignored)) }
    if page.rows.count > position.limit { warnings.append(Warning(.limitIgnored)) }
    if page.unreadableRows > 0 { warnings.append(Warning(.rowsUnreadable)) }
    if page.repeatedRows > 0 { warnings.append(Warning(.rowsRepeated)) }
    return (page, warnings)
  }
}

extension PayInClient.Reply {
  /// The error of a reply that is about something else than what was asked for.
  var isAboutAnother: PayInError {
    unreadable(LocalizedText("it is about another resource than the one asked for", "其内容并非所请求的资源"))
  }
}

extension Duration {
  var secondsRoundedUp: Int {
    Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0)
  }
}
