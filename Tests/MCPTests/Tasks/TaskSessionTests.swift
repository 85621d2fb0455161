import JSON
import MCP
import Testing

/// Rows 155 to 166: tasks over a pair of pipes.
@Suite(.timeLimit(.minutes(1)))
struct TaskSessionTests {
  private let held = HeldTool()
  private let date = SetDate()
  private var settings: TaskSettings { TaskSettings(date: date.now) }

  private func client(limit: Int = 128, maximumInFlight: Int = 256) throws -> TaskClient {
    var settings = settings
    settings.limit = limit
    return try TaskClient(held, settings, maximumInFlight: maximumInFlight)
  }

  /// Rows 155, 158, 159, 162: created before the answer, found by its id, completed with the call's own result.
  @Test func callBecomesATaskAndItsResultIsInlined() async throws {
    let client = try client()
    let created = try await client.create()
    #expect(
      SessionTests.keys(created) == [
        "resultType", "taskId", "status", "statusMessage", "createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs",
        "_meta",
      ])
    #expect(created["resultType"] == "task" && created["status"] == "working")
    #expect(created["statusMessage"] == "waiting passing" && created["ttlMs"] == 3_700_000)
    let id = try #require(created["taskId"]?.string)
    let working = try await client.about("get", id)["result"]
    #expect(working?["resultType"] == "complete" && working?["status"] == "working")
    #expect(try #require(await held.nextContext()).time == .seconds(100))
    held.door.open()
    let ended = try await client.ended(id)
    #expect(ended["status"] == "completed" && ended["pollIntervalMs"] == nil && ended["ttlMs"] == 3_600_000)
    let own = try await client.ask("tools/call", #""name":"hold""#, capabilities: "{}")["result"]
    #expect(own?["structuredContent"] == ["text": "d\u{200B}one"] && ended["result"] == own)
    #expect(try await client.harness.finish().isEmpty)
  }

  /// Row 159: 128 bits each, none like another.
  @Test func idsCannotBeGuessed() async throws {
    let client = try client()
    var ids: Set<String> = []
    for _ in 1...20 { ids.insert(try #require(try await client.create()["taskId"]?.string)) }
    #expect(ids.count == 20 && ids.allSatisfy { $0.utf8.count == 32 })
  }

  /// Row 156: who declares nothing gets the bytes of a server without the extension.
  @Test func othersSeeNoChange() async throws {
    held.door.open()
    let call = #"{"name":"hold","arguments":{}}"#
    var lines = SessionTests.withHandshake.enumerated().flatMap { index, version in
      [
        SessionTests.initialize(version, id: 10 * index), SessionTests.request(10 * index + 1, "tools/call", call),
        SessionTests.request(10 * index + 2, "tools/list"), SessionTests.request(10 * index + 3, "tasks/get"),
      ]
    }
    for (index, capabilities) in [
      "{}", #"{"extensions":{}}"#, #"{"extensions":{"io.modelcontextprotocol/tasks":true}}"#,
      #"{"tasks":{"requests":{"tools":{"call":{}}}}}"#,
    ].enumerated() {
      for (number, method) in ["server/discover", "tools/list", "tools/call"].enumerated() {
        lines.append(
          TaskClient.line(
            100 + 10 * index + number, method, method == "tools/call" ? String(call.dropFirst().dropLast()) : "",
            capabilities: capabilities))
      }
    }
    var answers: [[[UInt8]?]] = []
    for tasks in [nil, settings] {
      let harness = try SessionHarness(tools: [held.tool], tasks: tasks)
      var own: [[UInt8]?] = []
      for line in lines {
        harness.send(line)
        own.append(await harness.nextLine())
      }
      answers.append(own)
    }
    #expect(answers[0] == answers[1] && answers[0].count == 28)
  }

  /// Row 155.
  @Test func discoveryNamesTheExtensionToWhoDeclaresIt() async throws {
    let result = try await client().ask("server/discover", "")["result"]
    #expect(result?["capabilities"] == ["tools": [:], "extensions": ["io.modelcontextprotocol/tasks": [:]]])
  }

  /// Row 157.
  @Test(arguments: [
    ("tasks/get", #""taskId":"x""#), ("tasks/update", #""taskId":"x","inputResponses":{}"#),
    ("tasks/cancel", #""taskId":"x""#), ("tasks/get", ""),
    ("subscriptions/listen", #""notifications":{"taskIds":["x"]}"#),
  ])
  func undeclaredRequestNamesTheCapability(method: String, params: String) async throws {
    let error = try await client().ask(method, params, capabilities: "{}")["error"]
    #expect(error?["code"] == -32021)
    #expect(error?["data"] == ["requiredCapabilities": ["extensions": ["io.modelcontextprotocol/tasks": [:]]]])
  }

  /// Row 160, and methods of other revisions.
  @Test(arguments: [
    ("tasks/get", #""taskId":"x""#, -32602), ("tasks/update", #""taskId":"x","inputResponses":{}"#, -32602),
    ("tasks/cancel", #""taskId":"x""#, -32602), ("tasks/get", "", -32602), ("tasks/get", #""taskId":5"#, -32602),
    ("tasks/cancel", #""taskId":null"#, -32602), ("tasks/update", #""taskId":"x""#, -32602),
    ("tasks/update", #""taskId":"x","inputResponses":null"#, -32602), ("tasks/list", "", -32601),
    ("tasks/result", #""taskId":"x""#, -32601),
    ("subscriptions/listen", #""notifications":{"taskIds":"x"}"#, -32602),
    ("subscriptions/listen", #""notifications":{"taskIds":[5]}"#, -32602),
  ])
  func unknownTaskIsAnError(method: String, params: String, code: Int) async throws {
    #expect(try await client().ask(method, params)["error"]?["code"]?.number?.integer == code)
  }

  /// Row 155: a server without the extension does not know its methods.
  @Test func serverWithoutTasksKnowsNoMethod() async throws {
    let answers = try await SessionHarness.answers(
      to: [
        TaskClient.line(1, "tasks/get", #""taskId":"x""#),
        TaskClient.line(2, "subscriptions/listen", #""notifications":{"taskIds":["x"]}"#),
      ])
    #expect(answers.map { $0["error"]?["code"] } == [-32601, -32601])
  }

  /// Row 163: acknowledged and ignored, because no task asks anything.
  @Test func updateIsAcknowledgedAndIgnored() async throws {
    let client = try client()
    let id = try #require(try await client.create()["taskId"]?.string)
    let answer = try await client.ask("tasks/update", #""taskId":"\#(id)","inputResponses":{"q":{"action":"accept"}}"#)
    #expect(SessionTests.keys(answer["result"]) == ["resultType", "_meta"])
    #expect(answer["result"]?["resultType"] == "complete")
    #expect(try await client.about("get", id)["result"]?["status"] == "working")
  }

  /// Row 164.
  @Test func cancelEndsTheWorkAndIsFinal() async throws {
    let client = try client()
    let id = try #require(try await client.create()["taskId"]?.string)
    await held.door.waitForArrival()
    for _ in 1...2 {
      let answer = try await client.about("cancel", id)
      #expect(SessionTests.keys(answer["result"]) == ["resultType", "_meta"])
      #expect(try await client.about("get", id)["result"]?["status"] == "cancelled")
    }
    #expect(await held.door.waitForEnding())
    #expect(try await client.about("get", id)["result"]?["status"] == "cancelled")
  }

  /// Row 164: the call has been answered, so there is nothing left that its id could cancel.
  @Test func cancelOfTheCallDoesNotCancelTheTask() async throws {
    let client = try client()
    let id = try #require(try await client.create()["taskId"]?.string)
    client.harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
    #expect(try await client.about("get", id)["result"]?["status"] == "working")
    held.door.open()
    #expect(try await client.ended(id)["status"] == "completed")
  }

  /// Row 162.
  @Test func failureOfTheToolIsACompletedTask() async throws {
    held.door.open()
    let client = try client()
    let id = try #require(try await client.create(#"{"fails":true}"#)["taskId"]?.string)
    let task = try await client.ended(id)
    #expect(task["status"] == "completed" && task["error"] == nil)
    #expect(task["result"]?["isError"] == true)
    #expect(task["result"]?["_meta"]?["test/error"]?["code"] == "broken")
  }

  /// Row 158: a mistake is told at once, and not by a task.
  @Test func mistakesAreAnsweredAtOnce() async throws {
    held.door.open()
    let client = try client()
    #expect(try await client.create(#"{"seconds":-1}"#)["resultType"] == "complete")
    #expect(try await client.create(#"{"nope":1}"#)["isError"] == true)
    #expect(try await client.ask("tools/call", #""name":"nope""#)["error"]?["code"] == -32602)
    let echo = try await client.ask("tools/call", #""name":"echo","arguments":{"text":"x"}"#)["result"]
    #expect(echo?["resultType"] == "complete")
  }

  /// Row 166: without room the call waits itself, and others go on.
  @Test func callBeyondTheLimitIsAnsweredItself() async throws {
    let client = try client(limit: 1)
    let id = try #require(try await client.create()["taskId"]?.string)
    let call = client.send("tools/call", #""name":"hold""#)
    #expect(await held.nextContext() != nil)
    #expect(await held.nextContext() == nil)
    let cancel = client.send("tasks/cancel", #""taskId":"\#(id)""#)
    // The end of the task opens the door for the call as well: either may be answered first.
    var results: [Int: JSONValue] = [:]
    for _ in 1...2 {
      let answer = try #require(try await client.harness.next())
      results[try #require(answer["id"]?.number?.integer)] = answer["result"]
    }
    #expect(Set(results.keys) == [call, cancel])
    #expect(results[call]?["resultType"] == "complete")
    // The place of an ended task is free at once.
    #expect(try await client.create()["resultType"] == "task")
  }

  /// Row 166.
  @Test func taskTakesNoPlaceFromCalls() async throws {
    let client = try client(maximumInFlight: 1)
    for _ in 1...3 { #expect(try await client.create()["resultType"] == "task") }
    let echo = try await client.ask("tools/call", #""name":"echo","arguments":{"text":"x"}"#)["result"]
    #expect(echo?["structuredContent"] == ["text": "x"])
  }

  /// Row 165.
  @Test func taskExpires() async throws {
    let client = try client()
    let id = try #require(try await client.create(#"{"seconds":10}"#)["taskId"]?.string)
    await held.door.waitForArrival()
    date.advance(by: 3_609_999)
    #expect(try await client.about("get", id)["result"]?["status"] == "working")
    date.advance(by: 1)
    for method in ["get", "cancel"] { #expect(try await client.about(method, id)["error"]?["code"] == -32602) }
    #expect(await held.door.waitForEnding())
  }

  /// Row 166: the end of input does not wait for a task.
  @Test func endOfInputEndsWithATaskAtWork() async throws {
    let client = try client()
    _ = try await client.create()
    await held.door.waitForArrival()
    #expect(try await client.harness.finish().isEmpty)
    #expect(await held.door.waitForEnding())
  }
}
