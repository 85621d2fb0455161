import Glibc
import JSON
import Script
import Testing

/// The client against servers of a few lines of Python.
@Suite(.timeLimit(.minutes(1))) struct ToolClientTests {
  private static let prelude = """
    import json, sys
    def read():
        line = sys.stdin.readline()
        return json.loads(line) if line else None
    def write(message):
        print(json.dumps(message), flush=True)
    def answer(request, result):
        write({"jsonrpc": "2.0", "id": request["id"], "result": result})

    """

  private static func server(_ body: String) throws -> ServerProcess {
    try ServerProcess(["python3", "-c", prelude + body], environment: ["PATH": "/usr/bin:/bin"])
  }

  private static func client(_ server: ServerProcess, timeout: Duration = .seconds(30)) -> ToolClient {
    ToolClient(
      server, .init(revision: "2026-07-28", clientInfo: ["name": "test", "version": "1"], timeout: timeout))
  }

  private static func answer(_ body: String, timeout: Duration = .seconds(30)) throws -> ToolClient.Answer {
    client(try server(body), timeout: timeout).call("t", ["a": "b"], ask: nil) { _ in }
  }

  @Test func requestNamesRevisionClientAndCapabilities() throws {
    guard case .result(let echo) = try Self.answer("r = read(); answer(r, {'echo': r})") else {
      return #expect(Bool(false))
    }
    #expect(
      echo["echo"] == [
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": [
          "name": "t", "arguments": ["a": "b"],
          "_meta": [
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": ["name": "test", "version": "1"],
            "io.modelcontextprotocol/clientCapabilities": [:], "progressToken": 1,
          ],
        ],
      ])
  }

  @Test(
    arguments: [
      ("read(); print('hello', flush=True)", .violation("a line of its output is no JSON object")),
      ("read(); write([])", .violation("a line of its output is no JSON object")),
      ("read(); sys.stdout.write('{}'); sys.stdout.flush()", .violation("its last line has no end")),
      ("r = read(); r['id'] = 7; answer(r, {})", .violation("it answered a request that was not made")),
      ("r = read(); write({'jsonrpc': '2.0', 'id': 1})", .violation("an answer has neither a result nor an error")),
      ("read()", .end), ("pass", .end),
      (
        "read(); write({'jsonrpc': '2.0', 'id': 1, 'error': {'code': -32602, 'message': 'no'}})",
        .error(code: -32602, message: "no")
      ),
      (
        "r = read(); answer(r, {'resultType': 'input_required', 'inputRequests': {'c': {}}})",
        .violation("it asked for input that this client does not offer")
      ),
    ] as [(String, ToolClient.Answer)])
  func otherEndsAreTold(body: String, expected: ToolClient.Answer) throws {
    #expect(try Self.answer(body) == expected)
  }

  @Test func serverThatDoesNotAnswerIsGivenUp() throws {
    #expect(try Self.answer("read(); read()", timeout: .milliseconds(50)) == .timeout)
  }

  @Test func progressOfThisRequestIsPassedOn() throws {
    let server = try Self.server(
      """
      r = read()
      for token in [1, 2]:
          write({"jsonrpc": "2.0", "method": "notifications/progress",
                 "params": {"progressToken": token, "progress": 1, "message": f"of {token}"}})
      write({"jsonrpc": "2.0", "method": "notifications/message", "params": {}})
      answer(r, {})
      """)
    var messages: [String] = []
    #expect(Self.client(server).call("t", [:], ask: nil) { messages.append($0) } == .result([:]))
    #expect(messages == ["of 1"])
  }

  private static let asking = """
    r = read()
    question = {"method": "elicitation/create", "params": {"message": "Sure?"}}
    answer(r, {"resultType": "input_required", "inputRequests": {"confirm": question}, "requestState": "s"})
    r = read()
    answer(r, r["params"] if r else {})

    """

  @Test func answerOfAPersonIsSentWithTheSameCall() throws {
    var asked: [JSONObject] = []
    let answer = Self.client(try Self.server(Self.asking)).call("t", ["a": 1]) { question in
      asked.append(question)
      return ["action": "decline"]
    } progress: { _ in
    }
    guard case .result(let params) = answer else { return #expect(Bool(false)) }
    #expect(asked == [["message": "Sure?"]])
    #expect(params["arguments"] == ["a": 1])
    #expect(params["inputResponses"] == ["confirm": ["action": "decline"]])
    #expect(params["requestState"] == "s")
    #expect(params["_meta"]?["io.modelcontextprotocol/clientCapabilities"] == ["elicitation": ["form": [:]]])
  }

  @Test func personWhoLeavesEndsTheCallBeforeItIsSent() throws {
    let client = Self.client(try Self.server(Self.asking))
    #expect(client.call("t", [:], ask: { _ in nil }, progress: { _ in }) == .interrupted)
    #expect(!client.isWaiting)
  }

  @Test func serverThatAsksWithoutEndIsGivenUp() throws {
    let server = try Self.server(
      """
      while r := read():
          answer(r, {"resultType": "input_required", "requestState": "s",
                     "inputRequests": {"c": {"method": "elicitation/create", "params": {}}}})
      """)
    let answer = Self.client(server).call("t", [:], ask: { _ in ["action": "accept"] }, progress: { _ in })
    #expect(answer == .violation("it asked the same question again and again"))
  }

  @Test func interruptionEndsTheWaitAndTheCallIsCancelled() throws {
    let server = try Self.server("read(); r = read(); sys.exit(7 if r['params'] == {'requestId': 1} else 8)")
    let pipe = Self.readablePipe()
    defer { for end in [pipe.0, pipe.1] { close(end) } }
    server.interruption = pipe.0
    let client = Self.client(server)
    #expect(client.call("t", [:], ask: nil) { _ in } == .interrupted)
    client.cancel(within: .seconds(30))
    #expect(server.waitForExit(until: .now + .seconds(30)) == .status(7))
  }

  @Test func endOfInputBringsTheAnswerThatIsStillOwed() throws {
    let server = try Self.server("r = read(); read(); answer(r, {'outcome': 'done'})")
    let pipe = Self.readablePipe()
    defer { for end in [pipe.0, pipe.1] { close(end) } }
    server.interruption = pipe.0
    let client = Self.client(server)
    #expect(client.call("t", [:], ask: nil) { _ in } == .interrupted)
    #expect(client.isWaiting)
    #expect(client.finish(within: .seconds(30)) == ["outcome": "done"])
  }

  private static func readablePipe() -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    write(ends[1], "x", 1)
    return (ends[0], ends[1])
  }
}
