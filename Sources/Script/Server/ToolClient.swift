package import JSON

/// An MCP client that calls the tools of one stdio server under a stateless revision: one call at a time, with progress
/// and with the server's questions to a person. Used by one thread.
package final class ToolClient {
  package struct Settings {
    /// The revision that every request names, such as `2026-07-28`.
    let revision: String
    /// `name` and `version` of the program.
    let clientInfo: JSONObject
    /// The time for an answer, not counted while a person is asked.
    let timeout: Duration

    package init(revision: String, clientInfo: JSONObject, timeout: Duration) {
      self.revision = revision
      self.clientInfo = clientInfo
      self.timeout = timeout
    }
  }

  package enum Answer: Equatable {
    /// The result of the tool, which may be a failure.
    case result(JSONObject)
    /// The server answered with a JSON-RPC error.
    case error(code: Int, message: String)
    /// The server wrote what is no answer. The text says what is wrong, in English.
    case violation(String)
    /// The server has closed its output without an answer.
    case end
    case timeout
    /// `ServerProcess.interruption` could be read, or the person did not answer for that reason.
    case interrupted
  }

  /// Asks a person: given the params of `elicitation/create`, returns the result for it, or nil when interrupted.
  package typealias Ask = (JSONObject) -> JSONValue?

  /// A server that asks without end is given up after so many questions.
  private static let maximumRounds = 8

  private let server: ServerProcess
  private let settings: Settings
  private var lastID = 0
  /// Whether the server owes an answer.
  package private(set) var isWaiting = false

  package init(_ server: ServerProcess, _ settings: Settings) {
    (self.server, self.settings) = (server, settings)
  }

  /// - Parameters:
  ///   - ask: nil if no person can be asked; the server is told so.
  ///   - progress: called with the message of each progress notification.
  package func call(
    _ tool: String, _ arguments: JSONObject, ask: Ask?, progress: (String) -> Void
  ) -> Answer {
    var params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
    for _ in 0..<Self.maximumRounds {
      lastID += 1
      params["_meta"] = meta(canAsk: ask != nil)
      let deadline = ContinuousClock.now + settings.timeout
      // From the first byte on: a server may run a line that the end of its input has cut short.
      isWaiting = true
      guard send(["jsonrpc": "2.0", "id": id, "method": "tools/call", "params": .object(params)], deadline) else {
        return stopped(at: deadline)
      }
      let answer = answer(until: deadline, progress)
      guard case .result(let result) = answer, result["resultType"] == "input_required" else { return answer }
      guard let ask, let requests = result["inputRequests"]?.object, !requests.isEmpty else {
        return .violation("it asked for input that this client does not offer")
      }
      isWaiting = false
      var responses = JSONObject()
      for request in requests.members {
        guard request.value["method"] == "elicitation/create", let question = request.value["params"]?.object else {
          return .violation("it asked for input that this client does not offer")
        }
        guard let response = ask(question) else { return .interrupted }
        responses.append(request.name, response)
      }
      params["inputResponses"] = .object(responses)
      params["requestState"] = result["requestState"]
    }
    return .violation("it asked the same question again and again")
  }

  private var id: JSONValue { .number(JSONNumber(lastID)) }

  private func meta(canAsk: Bool) -> JSONValue {
    [
      "io.modelcontextprotocol/protocolVersion": .string(settings.revision),
      "io.modelcontextprotocol/clientInfo": .object(settings.clientInfo),
      "io.modelcontextprotocol/clientCapabilities": canAsk ? ["elicitation": ["form": [:]]] : [:],
      "progressToken": id,
    ]
  }

  private func send(_ message: JSONValue, _ deadline: ContinuousClock.Instant) -> Bool {
    server.send(JSONWriter.bytes(of: message), until: deadline)
  }

  /// The reason why a wait has ended without an answer.
  private func stopped(at deadline: ContinuousClock.Instant) -> Answer {
    if server.isInterrupted { return .interrupted }
    return ContinuousClock.now < deadline ? .end : .timeout
  }
}

// MARK: Answers

extension ToolClient {
  private func answer(until deadline: ContinuousClock.Instant, _ progress: (String) -> Void) -> Answer {
    while true {
      switch server.next(until: deadline) {
      case .timeout: return stopped(at: deadline)
      case .end(let rest): return rest.isEmpty ? .end : .violation("its last line has no end")
      case .line(let line):
        guard let message = (try? JSONParser.parse(line))?.object else {
          return .violation("a line of its output is no JSON object")
        }
        if let answer = answer(in: message, progress) { return answer }
      }
    }
  }

  /// The answer to the open request, or nil for any other message.
  private func answer(in message: JSONObject, _ progress: (String) -> Void) -> Answer? {
    if let method = message["method"] {
      let params = message["params"]
      guard method == "notifications/progress", params?["progressToken"] == id else { return nil }
      if let text = params?["message"]?.string { progress(text) }
      return nil
    }
    guard message["id"] == id else { return .violation("it answered a request that was not made") }
    isWaiting = false
    if let result = message["result"]?.object { return .result(result) }
    guard let error = message["error"], let code = error["code"]?.number?.integer,
      let text = error["message"]?.string
    else { return .violation("an answer has neither a result nor an error") }
    return .error(code: code, message: text)
  }
}

// MARK: The end

extension ToolClient {
  /// Cancels the open call. The server answers it no more.
  package func cancel(within time: Duration) {
    guard isWaiting else { return }
    isWaiting = false
    server.interruption = -1
    let cancellation: JSONValue = [
      "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": id],
    ]
    _ = send(cancellation, .now + time)
  }

  /// Ends the input, by which the server finishes the open call or says what became of it.
  ///
  /// - Returns: that answer, or nil if there is no open call or no answer in time.
  package func finish(within time: Duration) -> JSONObject? {
    server.interruption = -1
    server.closeInput()
    guard isWaiting, case .result(let result) = answer(until: .now + time, { _ in }) else { return nil }
    return result
  }
}
