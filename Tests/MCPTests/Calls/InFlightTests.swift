import JSON
import MCP
import Synchronization
import Testing

/// Running calls: order, cancellation, progress, the end of input.
@Suite(.timeLimit(.minutes(1)))
struct InFlightTests {
  private static func call(_ id: String, _ tool: String, meta: String = "") -> String {
    let params = RouteTests.statelessParams(more: meta, params: #""name":"\#(tool)","#)
    return #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":\#(params)}"#
  }

  private static func cancel(_ id: String) -> String {
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#
  }

  /// Row 41.
  @Test func longCallDoesNotHoldUpOthers() async throws {
    let door = Door()
    let harness = try SessionHarness(tools: [door.tool()])
    harness.send(Self.call("1", "wait"), SessionTests.stateless(2, "tools/list"))
    #expect(try await harness.next()?["id"] == 2)
    door.open()
    #expect(try await harness.next()?["id"] == 1)
    #expect(try await harness.finish().isEmpty)
  }

  /// Rows 125, 127: silence, and the work is stopped.
  @Test func cancelledRequestGetsNoAnswer() async throws {
    let door = Door()
    let harness = try SessionHarness(tools: [door.tool()])
    harness.send(Self.call("1", "wait"))
    await door.waitForArrival()
    harness.send(Self.cancel(#""1""#), Self.cancel("7"), Self.cancel("null"), Self.cancel("{}"), Self.cancel("1"))
    #expect(await door.waitForEnding())
    harness.send(SessionTests.request(2, "ping"))
    #expect(try await harness.next()?["id"] == 2)
    #expect(try await harness.finish().isEmpty)
  }

  /// A cancel overtakes the calls that wait for their turn.
  @Test func waitingCallIsCancelledBeforeItStarts() async throws {
    let door = Door()
    let harness = try SessionHarness(tools: [door.tool(), .echo], settings: .make(maximumInFlight: 1))
    harness.send(Self.call("1", "wait"), Self.call("2", "echo"), Self.call("3", "echo"), Self.cancel("2"))
    harness.send(SessionTests.request(4, "ping"))
    #expect(try await harness.next()?["id"] == 4)
    door.open()
    #expect(try await harness.finish().map { $0["id"]?.number?.integer } == [1, 3])
  }

  /// Row 35.
  @Test func idInFlightIsRefusedAndTheFirstGoesOn() async throws {
    let door = Door()
    let harness = try SessionHarness(tools: [door.tool()])
    harness.send(Self.call("1", "wait"))
    await door.waitForArrival()
    harness.send(SessionTests.request(1, "ping"))
    #expect(try await harness.next()?["error"]?["code"] == -32600)
    door.open()
    #expect(try await harness.next()?["result"]?["structuredContent"] == ["text": "done"])
    harness.send(SessionTests.request(1, "ping"))
    #expect(try await harness.next()?["result"] == [:])
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 9: what still runs when idleTimeout ends is answered too, and told whether its write was sent.
  @Test(arguments: [true, false])
  func callThatDoesNotEndIsAnsweredAtTheEndOfInput(_ sends: Bool) async throws {
    let door = Door()
    let mayWriteLate = Mutex<Bool?>(nil)
    let write = Tool.make("write") { call in
      if sends { _ = call.writeGate.pass() }
      await door.wait()
      mayWriteLate.withLock { $0 = call.writeGate.pass() }
      return .success("Written.", structured: [:])
    }
    let settings = SessionSettings.make(maximumInFlight: 1, drainTimeout: .milliseconds(50))
    let harness = try SessionHarness(tools: [write, .echo], settings: settings)
    harness.send(Self.call("1", "write"), Self.call("2", "echo"))
    await door.waitForArrival()
    let answers = try await harness.finish()
    #expect(answers.map { $0["id"]?.number?.integer } == [1, 2])
    #expect(answers.map { $0["result"]?["_meta"]?["test/error"]?["sent"]?.bool } == [sends, false])
    #expect(await door.waitForEnding())
    // Nothing leaves after a call was answered as one that sent nothing.
    #expect(mayWriteLate.withLock(\.self) != true)
  }

  // MARK: Progress

  /// Rows 122, 123: echoed in its type, strictly increasing, before the result.
  @Test(arguments: ["0", #""a""#, "9007199254740993"])
  func progressEchoesItsToken(token: String) async throws {
    let clock = StepClock()
    let tool = Tool.make("steps") { call in
      for step in [1, 2, 2, 1, 3] { call.progress?.report(step, of: 3, message: "step \(step)") }
      return .success("", structured: [:])
    }
    let harness = try SessionHarness(tools: [tool], settings: .make(now: clock.now))
    harness.send(Self.call("1", "steps", meta: #","progressToken":\#(token)"#))
    let answers = try await harness.finish()
    #expect(answers.count == 4)
    #expect(answers.dropLast().map { $0["params"]?["progress"]?.number?.integer } == [1, 2, 3])
    #expect(answers.dropLast().allSatisfy { $0["params"]?["progressToken"]?.description == token })
    #expect(answers[0]["params"]?["message"] == "step 1")
    #expect(answers.last?["id"] == 1)
  }

  /// Row 124.
  @Test func progressIsAtMostOneInATenthOfASecond() async throws {
    let tool = Tool.make("steps") { call in
      for step in 1...1000 { call.progress?.report(step) }
      return .success("", structured: [:])
    }
    let now = ContinuousClock.now
    let harness = try SessionHarness(tools: [tool], settings: .make(now: { now }))
    harness.send(Self.call("1", "steps", meta: #","progressToken":1"#))
    #expect(try await harness.finish().count == 2)
  }

  /// Row 123.
  @Test func progressIsNotSentUnasked() async throws {
    let tool = Tool.make("steps") { call in
      .success("", structured: ["asked": .bool(call.progress != nil)])
    }
    let harness = try SessionHarness(tools: [tool])
    harness.send(Self.call("1", "steps"), Self.call("2", "steps", meta: #","progressToken":1.5"#))
    let asked = try await harness.finish().map { $0["result"]?["structuredContent"]?["asked"] }
    #expect(asked == [false, false])
  }
}
