import JSON

/// Runs a script once, under one revision, against a server of its own. Used by one thread at a time.
package final class ScriptRunner {
  typealias Cause = RunFailure.Cause

  /// The revision of `call` and `request` in a script that names none: the newest that every server of today speaks.
  package static let standardRevision = "2025-11-25"

  /// What `expect` and `capture` without an id are about.
  private enum LastAnswer {
    case none
    /// The answer to a frame, which may not have come.
    case frame(Conversation.Frame)
    case value(JSONValue)
  }

  private let script: Script
  private let revision: String?
  private let settings: RunSettings
  /// Steps that are not corrected, by their index.
  private let fixed: Set<Int>
  private let session: ServerSession
  private var captures: Captures = [:]
  private var last = LastAnswer.none
  private var updates: [Int: Step] = [:]
  private var steps = 0

  /// - Parameters:
  ///   - revision: the one that `era both` and `era all` mean in this run; nil where the script has neither.
  ///   - fixed: steps that another run has corrected already, so that this one may only fail there.
  package init(
    _ script: Script, revision: String?, launch: ServerLaunch, settings: RunSettings, fixed: Set<Int> = []
  ) {
    (self.script, self.revision, self.settings, self.fixed) = (script, revision, settings, fixed)
    session = ServerSession(launch, settings, script, revision: revision ?? Self.standardRevision)
  }

  package func run() -> RunResult {
    let start = ContinuousClock.now
    let failure = failure()
    return RunResult(
      file: script.file, revision: revision ?? script.onlyRevision, steps: steps,
      duration: ContinuousClock.now - start, failure: failure, exchange: session.exchange,
      errorText: session.errorText, updates: updates)
  }

  private func failure() -> RunFailure? {
    for (index, step) in script.steps.enumerated() {
      do throws(Cause) {
        try perform(step, at: index)
        steps += 1
      } catch {
        return RunFailure(cause: error, step: step)
      }
    }
    do throws(Cause) {
      if session.isRunning { try session.finish() }
      if let method = session.replies.first(where: { !$0.value.isEmpty })?.key { throw .unaskedReply(method: method) }
    } catch {
      return RunFailure(cause: error, step: nil)
    }
    return nil
  }

  private func perform(_ step: Step, at index: Int) throws(Cause) {
    switch step.action {
    case .frame(let text):
      if let frame = try session.send(frame: Array(try resolved(text, inJSON: true).utf8)) { last = .frame(frame) }
    case .call(let tool, let arguments): try call(tool, arguments, at: index)
    case .control(_, let call): try self.call(call.tool, call.arguments, at: index)
    case .request(let method, let parameters): try request(method, parameters, at: index)
    case .reply(let method, let result): session.replies[method, default: []].append(try resolved(result))
    case .client(let capabilities): session.requests.capabilities = try resolved(capabilities)
    case .environment(let variables): try setEnvironment(variables)
    case .expect(let pattern, let id): try expect(pattern, id, step, at: index)
    case .expectError(let code, let id): try expectError(code, id, step, at: index)
    case .notification(let pattern): try notification(pattern)
    case .capture(let name, let path): try capture(name, path)
    case .eras(.revision(let name)): session.requests.revision = name
    case .eras: session.requests.revision = revision ?? Self.standardRevision
    case .within(let limit): session.limit = limit
    case .restart, .kill, .endOfInput, .exit: try control(step.action)
    }
  }

  private func control(_ action: Step.Action) throws(Cause) {
    switch action {
    case .endOfInput: return try session.closeInput()
    case .restart: if session.isRunning { try session.finish() }
    case .exit(let status): try session.finish(expecting: status)
    default: session.kill()
    }
    keepLastAnswer()
    if action == .restart { try session.start() }
  }

  /// The next process numbers its frames anew.
  private func keepLastAnswer() {
    guard case .frame(let frame) = last else { return }
    last = session.receivedAnswer(to: frame).map { .value($0) } ?? .none
  }

  private func setEnvironment(_ variables: [String: String]) throws(Cause) {
    for (name, value) in variables { session.environment[name] = try resolved(value, inJSON: false) }
  }

  // MARK: Requests

  private func call(_ tool: String, _ arguments: JSONObject, at index: Int) throws(Cause) {
    try request("tools/call", ["name": .string(tool), "arguments": .object(arguments)], at: index)
  }

  private func request(_ method: String, _ parameters: JSONObject, at index: Int) throws(Cause) {
    let answer = try session.request(method, try resolved(parameters))
    last = .value(answer)
    if answer.isFailure, !script.expects(answerOf: index) {
      throw .failedCall(answer: answer, questions: session.unansweredQuestions)
    }
  }

  // MARK: Answers

  private func answer(_ id: JSONValue?) throws(Cause) -> JSONValue {
    if let id {
      let id = try resolving { () throws(MissingCapture) in try id.substituting(captures) }
      guard let frame = session.frame(of: id) else { throw .script(RunText.unknownID(id)) }
      // A capture after it is from the same answer.
      last = .frame(frame)
      return try session.answer(to: frame)
    }
    switch last {
    case .none: throw .script(RunText.nothingSent)
    case .value(let answer): return answer
    case .frame(let frame): return try session.answer(to: frame)
    }
  }

  private func expect(_ pattern: Pattern, _ id: JSONValue?, _ step: Step, at index: Int) throws(Cause) {
    let answer = pattern.namesToolData ? try answer(id).withToolData : try answer(id)
    guard let mismatch = pattern.mismatch(with: answer, captures) else { return }
    guard settings.updates, !fixed.contains(index) else { throw .mismatch(mismatch, answer: answer) }
    updates[index] = step.replacing(.expect(pattern.updated(with: answer, captures), id: id))
  }

  private func expectError(_ code: JSONValue, _ id: JSONValue?, _ step: Step, at index: Int) throws(Cause) {
    let answer = try answer(id)
    let (codes, code) = (
      answer.errorCodes, try resolving { () throws(MissingCapture) in try code.substituting(captures) }
    )
    guard !codes.contains(where: { $0.isSameValue(as: code) }) else { return }
    guard settings.updates, !fixed.contains(index), let other = codes.first else {
      throw .otherError(expected: code, answer: answer)
    }
    updates[index] = step.replacing(.expectError(code: other, id: id))
  }

  private func notification(_ pattern: Pattern) throws(Cause) {
    let captures = captures
    _ = try session.notification { pattern.mismatch(with: $0, captures) == nil }
  }

  private func capture(_ name: String, _ path: ValuePath) throws(Cause) {
    let isToolData = path.components.first == .member(JSONValue.toolDataName)
    let answer = isToolData ? try answer(nil).withToolData : try answer(nil)
    guard let value = path.value(in: answer) else { throw .script(RunText.nothing(at: path, in: answer)) }
    captures[name] = value
  }

  // MARK: Captured values

  private func resolved(_ text: String, inJSON: Bool) throws(Cause) -> String {
    try resolving { () throws(MissingCapture) in
      try inJSON ? FrameText.substituting(text, captures) : Template(text).text(captures)
    }
  }

  private func resolved(_ object: JSONObject) throws(Cause) -> JSONObject {
    try resolving { () throws(MissingCapture) in try object.substituting(captures) }
  }

  private func resolving<Value>(_ work: () throws(MissingCapture) -> Value) throws(Cause) -> Value {
    do {
      return try work()
    } catch {
      throw .script(RunText.missing(error))
    }
  }
}

extension Step {
  func replacing(_ action: Action) -> Step {
    Step(location: location, lines: lines, action: action)
  }
}

extension Script {
  /// The revisions in which the script is run, each from a fresh start. Nil where it names none for the whole file.
  package var revisions: [String?] {
    for step in steps {
      switch step.action {
      case .eras(.both), .eras(.all):
        guard case .eras(let choice) = step.action else { break }
        return choice.revisions
      default: continue
      }
    }
    return [nil]
  }

  /// The first revision in a script that is run once: nil if it has nothing but frames.
  var onlyRevision: String? {
    for step in steps {
      switch step.action {
      case .eras(.revision(let name)): return name
      case .call, .request, .control: return ScriptRunner.standardRevision
      default: continue
      }
    }
    return nil
  }

  /// Whether an `expect` is about the answer of this step: it comes before the next step that sends something.
  func expects(answerOf index: Int) -> Bool {
    for step in steps[(index + 1)...] {
      switch step.action {
      case .expect(_, nil), .expectError(_, nil): return true
      case .frame, .call, .request, .control, .restart, .kill, .exit: return false
      default: continue
      }
    }
    return false
  }
}

extension JSONValue {
  /// Whether an answer is an error, a tool's failure, or a question that nothing answered.
  var isFailure: Bool {
    self["error"] != nil || self["result"]?["isError"] == true || self["result"]?["resultType"] == "input_required"
  }

  /// The code of an error of JSON-RPC, or the codes that the `_meta` of a tool's failure has.
  var errorCodes: [JSONValue] {
    if let code = self["error"]?["code"] { return [code] }
    guard let result = self["result"], result["isError"] == true else { return [] }
    return (result["_meta"]?.object?.members ?? []).compactMap { $0.value["code"] }
  }
}
