import JSON
import JSONRPC

/// A server process through all its starts in one run, and the conversation with it. Every wait has the bound `limit`.
final class ServerSession {
  typealias Cause = RunFailure.Cause

  static let standardLimit = Duration.seconds(30)
  /// A server that asks for input again after every answer is stopped here.
  static let maximumRounds = 16
  /// Before its input is closed a server has this time for each line that is on its way, and `longestRest` in all, so that
  /// what it wrote before is told from what it writes after.
  private static let quietTime = Duration.milliseconds(50)
  private static let longestRest = Duration.seconds(1)

  private let launch: ServerLaunch
  private let settings: RunSettings
  private let file: String
  private let script: ScriptIDs
  var requests: RequestMaker
  var environment: [String: String] = [:]
  var limit = standardLimit
  /// What the script answers to the server's requests, by method, in order.
  var replies: [String: [JSONObject]] = [:]
  /// Methods of the server's requests since the last call for which the script has no reply.
  private(set) var unansweredQuestions: [String] = []
  private(set) var exchange = RunResult.Exchange()

  private var process: ServerProcess?
  private var conversation: Conversation
  private var isInputOpen = false
  /// The revision of the handshake since the start, if there was one.
  private var openedRevision: String?
  /// The ids of the server's requests that frames of the script answer.
  private var asked: Set<RequestID> = []
  private var earlierErrors = ""
  /// How the last process has ended.
  private var lastExit: ServerProcess.Exit?

  init(_ launch: ServerLaunch, _ settings: RunSettings, _ script: Script, revision: String) {
    (self.launch, self.settings, file, self.script) = (launch, settings, script.file, ScriptIDs(script))
    let script = self.script
    requests = RequestMaker(client: .object(settings.client), revision: revision, avoiding: script.sent)
    conversation = Conversation(keeping: script.expected)
  }

  // MARK: The process

  /// The process, which is started if it is not running.
  private func running() throws(Cause) -> ServerProcess {
    if let process { return process }
    do throws(ServerProcess.SpawnError) {
      let process = try launch.start(environment)
      self.process = process
      conversation = Conversation(keeping: script.expected)
      (isInputOpen, openedRevision, asked) = (true, nil, [])
      return process
    } catch {
      throw .cannotStart(error)
    }
  }

  /// The process that an answer or a notification is waited for from: not another one than was asked.
  private func current(_ awaited: RunFailure.Awaited) throws(Cause) -> ServerProcess {
    if process == nil, let lastExit { throw .serverEnded(lastExit, awaited) }
    return try running()
  }

  func start() throws(Cause) {
    _ = try running()
  }

  var isRunning: Bool { process != nil }

  /// What all processes of this run have written to stderr.
  var errorText: String { earlierErrors + (process?.errorText ?? "") }

  func kill() {
    process?.send(signal: 9)
    if let exit = process?.waitForExit(until: .now + limit) { discard(exit) }
  }

  private func discard(_ exit: ServerProcess.Exit) {
    earlierErrors = errorText
    (process, lastExit) = (nil, exit)
  }

  func closeInput() throws(Cause) {
    let server = try running()
    if isInputOpen { try readWhatIsOnItsWay(from: server) }
    server.closeInput()
    isInputOpen = false
    conversation.endInput()
  }

  private func readWhatIsOnItsWay(from server: ServerProcess) throws(Cause) {
    let end = ContinuousClock.now + Self.longestRest
    while conversation.isIdle, ContinuousClock.now < end,
      case .line(let line) = server.next(until: .now + Self.quietTime)
    {
      try take(line)
    }
  }

  /// Closes the input, reads the rest of the output and waits for the exit. Of a server that has ended already it is that
  /// exit.
  func finish(expecting status: Int32 = 0) throws(Cause) {
    if process == nil, let lastExit {
      guard lastExit.status == status else { throw .exitStatus(expected: status, lastExit) }
      return
    }
    let server = try running()
    try closeInput()
    let deadline = ContinuousClock.now + limit
    while try receive(until: deadline, for: .end, from: server) {}
    guard let exit = server.waitForExit(until: deadline) else { throw .timeout(.end, after: limit) }
    discard(exit)
    guard exit.status == status else { throw .exitStatus(expected: status, exit) }
    // A server that was to end with a failure need not have answered before.
    if status == 0, !conversation.isSettled { throw .violation(.unanswered(conversation.unanswered)) }
  }

  // MARK: Sending

  /// Sends a line as it stands, and does not wait for an answer.
  ///
  /// - Returns: whether it asks for one.
  func send(frame line: [UInt8]) throws(Cause) -> Conversation.Frame? {
    let frame = SentFrame(line)
    for id in frame.answeredIDs { try waitForQuestion(id) }
    if case .request(_, "initialize", let parameters) = frame { noteHandshake(parameters) }
    return try send(line, frame)
  }

  /// A handshake among the frames also sets the revision of later `call` and `request` steps.
  private func noteHandshake(_ parameters: JSONValue?) {
    if let version = parameters?["protocolVersion"]?.string, version < Step.EraChoice.firstModern, !requests.isStateless
    {
      requests.revision = version
    }
    openedRevision = requests.revision
  }

  private func send(_ line: [UInt8], _ frame: SentFrame) throws(Cause) -> Conversation.Frame? {
    let server = try running()
    guard isInputOpen else { throw .script(RunText.inputIsClosed) }
    settings.observe?(file, .sent, line)
    exchange.sent = line
    let deadline = ContinuousClock.now + limit
    let number = conversation.send(frame)
    // A server that has ended takes nothing: the next wait says so, and with which status.
    if !server.send(line, until: deadline), ContinuousClock.now >= deadline {
      throw .timeout(.reading, after: limit)
    }
    return number
  }

  /// Makes a request in the revision in force and waits for its answer. What the server asks meanwhile is answered from
  /// the script's replies: its own requests, and results that ask for input.
  func request(_ method: String, _ parameters: JSONObject) throws(Cause) -> JSONValue {
    try openSession()
    unansweredQuestions = []
    var parameters = parameters
    for _ in 1..<Self.maximumRounds {
      let answer = try exchange(method, parameters)
      guard requests.isStateless, let round = inputRound(answer["result"]) else { return answer }
      (parameters["inputResponses"], parameters["requestState"]) = (.object(round.responses), round.state)
    }
    return try exchange(method, parameters)
  }

  private func exchange(_ method: String, _ parameters: JSONObject) throws(Cause) -> JSONValue {
    let (id, line) = requests.request(method, parameters)
    guard let frame = try send(line, .request(id, method: method, parameters: nil)) else { return .null }
    return try answer(to: frame)
  }

  /// The responses to what a result asks for, or nil if it asks for nothing, or for something without a reply.
  private func inputRound(_ result: JSONValue?) -> (responses: JSONObject, state: JSONValue?)? {
    guard let result, result["resultType"] == "input_required" else { return nil }
    let questions = result["inputRequests"]?.object?.members ?? []
    guard !questions.isEmpty || result["requestState"] != nil else { return nil }
    var (left, responses) = (replies, JSONObject())
    for question in questions {
      let method = question.value["method"]?.string ?? ""
      guard let reply = left[method]?.first else {
        unansweredQuestions.append(method)
        return nil
      }
      left[method]?.removeFirst()
      responses.append(question.name, .object(reply))
    }
    replies = left
    return (responses, result["requestState"])
  }

  /// Makes the handshake, if the revision has one and there was none since the start.
  private func openSession() throws(Cause) {
    _ = try running()
    guard !requests.isStateless, openedRevision != requests.revision else { return }
    let answer = try exchange("initialize", requests.handshake)
    guard let result = answer["result"] else { throw .failedCall(answer: answer, questions: []) }
    guard let chosen = result["protocolVersion"]?.string else {
      throw .violation(.noRevision(exchange.received ?? []))
    }
    guard chosen == requests.revision || !script.namesRevisions else {
      throw .otherRevision(wanted: requests.revision, chosen: chosen)
    }
    openedRevision = requests.revision
    _ = try send(
      RequestMaker.notification("notifications/initialized"),
      .notification(method: "notifications/initialized", parameters: nil))
  }

  // MARK: Receiving

  func answer(to frame: Conversation.Frame) throws(Cause) -> JSONValue {
    if let answer = conversation.answer(to: frame) { return answer }
    let (server, deadline) = (try current(.answer), ContinuousClock.now + limit)
    while true {
      guard try receive(until: deadline, for: .answer, from: server) else {
        throw ended(server, until: deadline, .answer)
      }
      if let answer = conversation.answer(to: frame) { return answer }
    }
  }

  /// The frame that `expect ID` means; for null the last one that may be answered without an id.
  func frame(of id: JSONValue) -> Conversation.Frame? {
    id.isNull ? conversation.lastWithoutID : RequestID(id).flatMap { conversation.frame(of: $0) }
  }

  /// The answer to a frame, if it has come.
  func receivedAnswer(to frame: Conversation.Frame) -> JSONValue? {
    conversation.answer(to: frame)
  }

  /// Waits for a notification that fits, unless one has come that no step has taken.
  func notification(where fits: (JSONValue) -> Bool) throws(Cause) -> JSONValue {
    let deadline = ContinuousClock.now + limit
    while true {
      if let notification = conversation.takeNotification(where: fits) { return notification }
      let server = try current(.notification)
      guard try receive(until: deadline, for: .notification, from: server) else {
        throw ended(server, until: deadline, .notification)
      }
    }
  }

  private func waitForQuestion(_ id: RequestID) throws(Cause) {
    let (server, deadline) = (try running(), ContinuousClock.now + limit)
    while !asked.contains(id) {
      guard try receive(until: deadline, for: .question, from: server) else {
        throw ended(server, until: deadline, .question)
      }
    }
  }

  /// Reads one line of the output.
  ///
  /// - Returns: false at the end of the output.
  private func receive(
    until deadline: ContinuousClock.Instant, for awaited: RunFailure.Awaited, from server: ServerProcess
  ) throws(Cause) -> Bool {
    switch server.next(until: deadline) {
    case .timeout: throw .timeout(awaited, after: limit)
    case .end(let rest):
      do throws(ProtocolViolation) { try conversation.end(rest: rest) } catch { throw .violation(error) }
      return false
    case .line(let line):
      try take(line)
      return true
    }
  }

  private func take(_ line: [UInt8]) throws(Cause) {
    settings.observe?(file, .received, line)
    exchange.received = line
    let events: [Conversation.Event]
    do throws(ProtocolViolation) { events = try conversation.receive(line) } catch { throw .violation(error) }
    for case .request(let request) in events { try reply(to: request) }
  }

  private func reply(to request: ServerRequest) throws(Cause) {
    if let id = RequestID(request.id), script.answered.contains(id) {
      asked.insert(id)
    } else if isInputOpen {
      let received = exchange.received
      _ = try send(response(to: request), .response(RequestID(request.id)))
      exchange.received = received
    }
  }

  private func response(to request: ServerRequest) -> [UInt8] {
    if let reply = replies[request.method]?.first {
      replies[request.method]?.removeFirst()
      return RequestMaker.result(reply, to: request.id)
    }
    if request.method == "ping" { return RequestMaker.result([:], to: request.id) }
    unansweredQuestions.append(request.method)
    return RequestMaker.refusal(of: request)
  }

  /// The server has closed its output; it may run on without it.
  private func ended(
    _ server: ServerProcess, until deadline: ContinuousClock.Instant, _ wanted: RunFailure.Awaited
  ) -> Cause {
    // A process that ends closes its output moments before.
    let soon = min(deadline, .now + .seconds(1))
    return server.waitForExit(until: soon).map { .serverEnded($0, wanted) } ?? .outputClosed(wanted)
  }
}

extension ServerProcess.Exit {
  /// The status as a shell has it: 128 and the signal's number for a process that a signal has ended.
  var status: Int32 {
    switch self {
    case .status(let status): status
    case .signal(let number): 128 + number
    }
  }
}
