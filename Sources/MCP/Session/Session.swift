import JSON
package import JSONRPC

/// Serves one connection, with and without a handshake. Belongs to the thread that reads the input: it answers
/// lifecycle, lists and cancellations at once, and starts calls.
package final class Session: MessageHandler {
  private let server: ServerDescription
  let capabilities: ServerCapabilities
  private let makeContents: () throws -> ServerContents
  private(set) lazy var contents = Result { () throws(RPCError) in try loadContents() }
  let output: OutputQueue
  private let settings: SessionSettings
  let inFlight: InFlightRequests
  private let endOfInput = EndOfInput()
  private let elicitation: Elicitation
  private let subscriptions: Subscriptions
  let tasks: TaskRegistry
  private let encoders: [ResultEncoder]

  static let newline = [UInt8(ascii: "\n")]

  /// The revision that the last handshake chose; nil until the first `initialize`.
  private(set) var negotiated: ProtocolRevision?
  /// The extensions that the client of the last handshake declared.
  private var negotiatedExtensions: ClientExtensions = []

  /// - Parameters:
  ///   - capabilities: of the contents.
  ///   - contents: called at the first request that needs them. May throw only for a defect of the build.
  package init(
    server: ServerDescription, capabilities: ServerCapabilities, contents: @escaping () throws -> ServerContents,
    output: OutputQueue, settings: SessionSettings = .init()
  ) {
    self.server = server
    self.capabilities = capabilities
    makeContents = contents
    self.output = output
    self.settings = settings
    inFlight = InFlightRequests(limit: settings.maximumInFlight, output: output)
    elicitation = Elicitation(output: output, settings: settings)
    tasks = TaskRegistry(settings.tasks)
    subscriptions = Subscriptions(output: output, tasks: tasks)
    encoders = ProtocolRevision.allCases.map { ResultEncoder(revision: $0, server: server) }
  }

  private func loadContents() throws(RPCError) -> SessionContents {
    do {
      return SessionContents(try makeContents(), settings)
    } catch {
      throw .internalError
    }
  }

  package var isSaturated: Bool {
    output.isFull || inFlight.isSaturated
  }

  package func waitForRoom() -> Bool {
    inFlight.waitForRoom(idleTimeout: settings.drainTimeout)
  }

  package func finish() {
    endOfInput.announce()
    tasks.stop()
    elicitation.session.end()
    subscriptions.finish()
    inFlight.finishAll(idleTimeout: settings.drainTimeout)
    output.finish(idleTimeout: settings.drainTimeout)
  }

  package func receive(_ inbound: Inbound) {
    let output = output
    switch inbound {
    case .single(let message): receive(message) { $0.map { output.enqueue($0 + Self.newline) } }
    case .batch(let messages): receiveBatch(messages)
    }
  }

  func receive(_ message: Result<Message, RefusedMessage>, sink: @escaping Reply.Sink) {
    switch message {
    case .success(.request(let request)): answer(request, sink: sink)
    case .success(.notification(let method, let params)): note(method, params)
    case .success(.response(let response)): elicitation.session.receive(response)
    case .failure(let refused): sink(Reply.encode(id: refused.id, error: refused.error))
    }
  }

  private func note(_ method: String, _ params: JSONObject) {
    if method == MethodName.initialized { return elicitation.session.noteReady() }
    guard method == MethodName.cancelled, let id = params["requestId"].flatMap(RequestID.init) else { return }
    inFlight.cancel(id)
    subscriptions.cancel(id)
  }

  // MARK: Requests

  private func answer(_ request: Message.Request, sink: @escaping Reply.Sink) {
    let reply = Reply(id: request.id, sink: sink)
    guard !inFlight.isTaken(request.id), !subscriptions.isOpen(request.id) else {
      return reply.fail(RPCError(.invalidRequest, "a request with this id is still in flight"))
    }
    do {
      try serve(Route(request, negotiated: negotiated, declared: capabilities), reply)
    } catch {
      reply.fail(error)
    }
  }

  private func serve(_ route: Route, _ reply: Reply) throws(RPCError) {
    switch route {
    case .initialize(let revision, let hasForms, let extensions):
      negotiatedExtensions = extensions
      elicitation.session.open(revision, hasForms: hasForms)
      initialize(revision, reply)
    case .ping: reply.succeed([:])
    case .discover(let revision, let extensions):
      discover(revision, extensions.intersection(capabilities.extensions), reply)
    case .list(let method, let revision, let cursor, let extensions):
      let page = try contents.get().lists.page(
        of: method, at: cursor, encoder(revision), used(extensions, revision))
      reply.succeed(encoded: page)
    case .callTool(let call, let revision): try start(call, revision, reply)
    case .readResource(let uri, let revision, let extensions):
      if try answerPage(uri, revision, used(extensions, revision), reply) { return }
      try read(uri, revision, reply)
    case .subscribe(let uri): try subscriptions.subscribe(to: uri, in: resources(), reply)
    case .unsubscribe(let uri):
      subscriptions.unsubscribe(from: uri)
      reply.succeed([:])
    case .listen(let request, let revision):
      try subscriptions.listen(
        request, in: contents.get().features.resources, finding: taskFinder(revision),
        serverInfo: server.serverInfo(for: revision), reply)
    case .getPrompt(let request, let revision): reply.succeed(encoded: try fill(request, revision))
    case .complete(let request, let revision):
      let result = try contents.get().completer.complete(request, now: settings.now())
      reply.succeed(encoded: encoder(revision).encode(result))
    case .task(let request, let revision): try answer(request, revision, reply)
    }
  }

  private func initialize(_ revision: ProtocolRevision, _ reply: Reply) {
    negotiated = revision
    subscriptions.endSession()
    reply.succeed([
      "protocolVersion": .string(revision.rawValue),
      "capabilities": .object(capabilities.object(for: revision)),
      "serverInfo": .object(server.serverInfo(for: revision)), "instructions": .string(server.instructions),
    ])
  }

  private func discover(_ revision: ProtocolRevision, _ extensions: ClientExtensions, _ reply: Reply) {
    let result: JSONObject = [
      "supportedVersions": .array(ProtocolRevision.stateless.map { .string($0.rawValue) }),
      "capabilities": .object(capabilities.object(for: revision, extensions)),
      "instructions": .string(server.instructions),
    ]
    let caching: Caching = extensions.isEmpty ? .catalogue : .declared
    reply.succeed(encoded: encoder(revision).encode(result, caching: caching))
  }

  /// The extensions that change what a client lists and reads, as it declares them with a request or did in its
  /// handshake. Tasks do not.
  private func used(_ own: ClientExtensions, _ revision: ProtocolRevision) -> ClientExtensions {
    (revision.isStateless ? own : negotiatedExtensions).intersection(capabilities.extensions).intersection(.apps)
  }

  func encoder(_ revision: ProtocolRevision) -> ResultEncoder {
    encoders.first { $0.revision == revision } ?? ResultEncoder(revision: revision, server: server)
  }

  private func start(_ call: ToolCallRequest, _ revision: ProtocolRevision, _ reply: Reply) throws(RPCError) {
    let catalogue = try contents.get().catalogue
    guard let tool = catalogue[call.name] else { throw catalogue.unknown(call.name) }
    let read = catalogue.read(call.arguments, for: tool)
    let fill = try elicitation.asker(for: call.reading(read.arguments), reply)
    if let policy = tool.taskPolicy, capabilities.contains(.tasks), call.round?.hasTasks == true,
      try startTask(tool, call, read, policy, encoder(revision), reply)
    {
      return
    }
    let (encoder, progress) = (encoder(revision), progress(for: call, revision, reply))
    let (endOfInput, writeGate) = (endOfInput, WriteGate())
    inFlight.start(
      InFlightRequests.Call(
        reply: reply,
        run: {
          let result = await catalogue.call(
            tool, read, progress: progress, endOfInput: endOfInput, writeGate: writeGate,
            ask: { ElicitationAnswer(await fill($0.form)) }, fill: fill)
          return encoder.encode(result, answering: reply)
        },
        interrupt: {
          reply.succeed(encoded: encoder.encode(catalogue.interrupted(tool, writeGate.close())))
        }))
  }

  private func progress(
    for call: ToolCallRequest, _ revision: ProtocolRevision, _ reply: Reply
  ) -> ProgressReporter? {
    call.progressToken.map {
      ProgressReporter(token: $0, reply: reply, output: output, revision: revision, now: settings.now)
    }
  }
}

extension Session {
  /// Answers with the page of that address; false if there is none for this client.
  private func answerPage(
    _ uri: String, _ revision: ProtocolRevision, _ extensions: ClientExtensions, _ reply: Reply
  ) throws(RPCError) -> Bool {
    guard extensions.contains(.apps),
      let page = try contents.get().features.apps.first(where: { $0.uri.hasSameBytes(as: uri) })
    else { return false }
    reply.succeed(encoded: encoder(revision).encode(page.contents, caching: .declared))
    return true
  }

  /// Reads a resource. It goes to the network, so it is in flight as a call is.
  private func read(_ uri: String, _ revision: ProtocolRevision, _ reply: Reply) throws(RPCError) {
    guard ResourceURI(uri) != nil else { throw ResourceFailure.unknown.error(for: uri, revision) }
    let (resources, encoder) = (try resources(), encoder(revision))
    inFlight.start(
      InFlightRequests.Call(
        reply: reply,
        run: { () async throws(RPCError) in
          let result = try await resources.read(uri, encoder)
          return reply.encoded(capacity: result.count) { $0.writeRaw(result) }
        },
        interrupt: { reply.fail(.shuttingDown) }))
  }

  private func resources() throws(RPCError) -> ResourceCatalogue {
    guard let resources = try contents.get().features.resources else { throw .internalError }
    return resources
  }

  private func fill(_ request: PromptRequest, _ revision: ProtocolRevision) throws(RPCError) -> [UInt8] {
    guard let prompt = try contents.get().features.prompt(named: request.name) else {
      throw .invalidParams("unknown prompt: \(request.name.visibleExcerpt())")
    }
    return encoder(revision).encode(try prompt.filled(with: request.arguments, revision))
  }
}
