package import JSON

/// Turns a session into a script that plays the client's part of it again and expects the server's.
///
/// An answer is expected before the first frame that the client sent after it came: the client may have needed it.
package struct Recorder {
  /// How the session came to its end.
  package struct End: Sendable {
    /// The number of lines before the end of the client's input.
    package let linesBeforeEndOfInput: Int?
    /// How the server has ended.
    package let exit: ServerProcess.Exit?

    package init(linesBeforeEndOfInput: Int?, exit: ServerProcess.Exit?) {
      (self.linesBeforeEndOfInput, self.exit) = (linesBeforeEndOfInput, exit)
    }
  }

  /// The script, and what a person has to know about it.
  package struct Result: Sendable {
    package let script: Script
    package let remarks: [Remark]
  }

  private struct Entry {
    var replies: [Step.Action] = []
    let action: Step.Action
  }

  private let lines: [RecordedLine]
  private let captures: CaptureFinder
  private var entries: [Entry] = []
  private var remarks: [Remark] = []
  /// The entries of requests that have no answer yet, by id.
  private var open: [(id: JSONValue, entry: Int)] = []
  /// Requests that the client has cancelled: their answers may come or not.
  private var cancelled: [JSONValue] = []
  /// Questions of the server, by id: the method, and the entry of the request that they are about.
  private var questions: [(id: JSONValue, method: String, entry: Int?)] = []
  private var progressTokens: [JSONValue] = []
  private var notificationsSinceFrame: [Pattern] = []

  /// - Parameters:
  ///   - lines: the session without its secrets.
  ///   - environment: the variables that the server had and needs again.
  ///   - folders: absolute paths of folders of this machine; the paths in them vary.
  package static func record(
    _ lines: [RecordedLine], environment: [String: String] = [:], folders: [String] = [], end: End, file: String
  ) -> Result {
    var recorder = Recorder(lines, folders)
    if !environment.isEmpty { recorder.entries.append(Entry(action: .environment(environment))) }
    for (index, line) in lines.enumerated() {
      if index == end.linesBeforeEndOfInput { recorder.entries.append(Entry(action: .endOfInput)) }
      recorder.add(line, at: index)
    }
    if end.linesBeforeEndOfInput == lines.count { recorder.entries.append(Entry(action: .endOfInput)) }
    if case .status(let status)? = end.exit { recorder.entries.append(Entry(action: .exit(status))) }
    return Result(script: recorder.script(file), remarks: recorder.remarks)
  }

  private init(_ lines: [RecordedLine], _ folders: [String]) {
    self.lines = lines
    captures = CaptureFinder(lines, folders: folders)
    remarks = captures.unresolved.isEmpty ? [] : [.valuesOutsideOfAnswers(captures.unresolved)]
  }

  private func script(_ file: String) -> Script {
    let actions = entries.flatMap { $0.replies + [$0.action] }
    return Script(
      file: file,
      steps: actions.enumerated().map { index, action in
        let line = index + 1
        return Step(location: SourceLocation(file: file, line: line), lines: line...line, action: action)
      })
  }

  /// Takes note of a line. Further ones of the same kind are only counted: a program that is no server can write thousands.
  private mutating func note(_ stray: Stray) {
    guard let place = remarks.firstIndex(where: { $0.stray?.hasSameKind(as: stray) == true }) else {
      return remarks.append(.stray(stray, count: 1))
    }
    guard case .stray(let first, let count) = remarks[place] else { return }
    remarks[place] = .stray(first, count: count + 1)
  }

  private mutating func add(_ line: RecordedLine, at index: Int) {
    guard let messages = RecordedMessage.messages(in: line.bytes) else { return addOther(line) }
    switch line.direction {
    case .fromClient: addFrame(index, messages)
    case .fromServer: for message in messages { addFromServer(message, at: index) }
    }
  }

  /// Adds a line that is not JSON.
  private mutating func addOther(_ line: RecordedLine) {
    guard line.direction == .fromClient else { return note(.strayOutput(line.bytes)) }
    guard let text = String(validating: line.bytes, as: UTF8.self) else { return note(.binaryInput) }
    entries.append(Entry(action: .frame(Template.escaping(text))))
  }

  // MARK: The client

  private mutating func addFrame(_ index: Int, _ messages: [RecordedMessage]) {
    let line = captures.frames[index] ?? lines[index].bytes
    if messages.count == 1, case .answer(let id, let content) = messages[0], addReply(to: id, content, line) { return }
    notificationsSinceFrame = []
    entries.append(Entry(action: .frame(String(decoding: line, as: UTF8.self))))
    for message in messages {
      switch message {
      case .request(let id, _, _): open.append((id, entries.count - 1))
      case .notification("notifications/cancelled", let parameters):
        cancelled += [parameters?["requestId"]].compactMap(\.self)
      default: break
      }
    }
  }

  /// Puts the client's result before the request that the server asked about.
  ///
  /// - Returns: false if it can only be sent as a frame.
  private mutating func addReply(to id: JSONValue, _ content: JSONObject.Member, _ line: [UInt8]) -> Bool {
    guard content.name == "result", let place = questions.firstIndex(where: { $0.id == id }) else { return false }
    let question = questions.remove(at: place)
    let template = (try? JSONParser.parse(line, loneSurrogates: .replace))?["result"]?.object
    guard let entry = question.entry, let result = template else { return false }
    entries[entry].replies.append(.reply(method: question.method, result: result))
    return true
  }

  // MARK: The server

  private mutating func addFromServer(_ message: RecordedMessage, at line: Int) {
    let pattern = AnswerPattern(captures: captures, line: line)
    switch message {
    case .answer(let id, let content): addAnswer(id, content, pattern)
    case .notification(let method, let parameters): addNotification(method, parameters, pattern)
    case .request(let id, let method, let parameters):
      questions.append((id, method, open.last?.entry))
      entries.append(Entry(action: .notification(Self.message(method, parameters, pattern))))
    case .other: note(.strayOutput(lines[line].bytes))
    }
  }

  private mutating func addAnswer(_ id: JSONValue, _ content: JSONObject.Member, _ pattern: AnswerPattern) {
    guard let place = open.firstIndex(where: { $0.id == id }) else { return note(.unaskedAnswer(id)) }
    open.remove(at: place)
    guard !cancelled.contains(id) else { return }
    let member = Pattern.Member(name: content.name, pattern: pattern.pattern(of: content.value))
    entries.append(Entry(action: .expect(.object([member]), id: id)))
    for capture in captures.captures where capture.line == pattern.line {
      entries.append(Entry(action: .capture(name: capture.name, path: capture.path)))
    }
  }

  /// How many notifications come depends on the time: of those alike that no frame of the client separates one is
  /// expected, and of the progress of one request the first.
  private mutating func addNotification(_ method: String, _ parameters: JSONValue?, _ pattern: AnswerPattern) {
    if method == "notifications/progress" {
      let token = parameters?["progressToken"] ?? .null
      guard !progressTokens.contains(token) else { return }
      progressTokens.append(token)
    }
    let message = Self.message(method, parameters, pattern)
    guard !notificationsSinceFrame.contains(message) else { return }
    notificationsSinceFrame.append(message)
    entries.append(Entry(action: .notification(message)))
  }

  private static func message(_ method: String, _ parameters: JSONValue?, _ pattern: AnswerPattern) -> Pattern {
    var members = [Pattern.Member(name: "method", pattern: .value(.string(method)))]
    if let parameters { members.append(Pattern.Member(name: "params", pattern: pattern.pattern(of: parameters))) }
    return .object(members)
  }
}

extension Recorder {
  /// What a person has to know about a recording.
  package enum Remark: Sendable, Equatable {
    /// The client used values that the server gave it outside of answers, so that they could not be captured.
    case valuesOutsideOfAnswers([String])
    /// Lines of one kind that are not as they should be: the first of them, and how many there are.
    case stray(Stray, count: Int)

    fileprivate var stray: Stray? {
      if case .stray(let stray, _) = self { stray } else { nil }
    }
  }

  /// A line that is not as it should be.
  package enum Stray: Sendable, Equatable {
    /// The server wrote a line that is no message. A replay fails if it does so again.
    case strayOutput([UInt8])
    /// The client sent a line that is neither JSON nor UTF-8, which a script cannot hold.
    case binaryInput
    /// The server answered a request that was not open.
    case unaskedAnswer(JSONValue)

    fileprivate func hasSameKind(as other: Stray) -> Bool {
      switch (self, other) {
      case (.strayOutput, .strayOutput), (.binaryInput, .binaryInput), (.unaskedAnswer, .unaskedAnswer): true
      default: false
      }
    }
  }
}
