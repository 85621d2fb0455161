import Foundation
import JSON
import TestSupport
import Testing

/// The program in places where the system gives it less than usual.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ConfinementTests {
  private static let order: JSONValue = [
    "orderReference": "confined-1", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
  ]

  // MARK: No /proc

  /// Runs so many calls at once that a scheduler would read the load of its threads from /proc.
  @Test(.needs(.withoutProc)) func withoutProcEveryCallIsAnswered() async throws {
    let server = try Server(wrapper: Confinement.withoutProc.command)
    let lines = (1...400).map {
      Line.call(.number(JSONNumber($0)), "search_docs", ["query": "webhook signature"], .july2026) + "\n"
    }
    server.write(lines.joined())
    for _ in lines { #expect(try await server.next()["result"] != nil) }
    server.send(Line.call("order", "create_order", Self.order, .july2026))
    #expect(try await server.next()["result"]?["isError"] == nil)
    #expect(try await server.finish().isEmpty)
  }

  /// A flag that was not read would let a model change what it must not.
  @Test(.needs(.withoutProc)) func withoutProcArgumentsCount() async throws {
    let arguments = Server.inMemory + ["--read-only"]
    let client = try await Client(.july2026, Server(arguments, wrapper: Confinement.withoutProc.command))
    let tools = try await client.result("tools/list")["tools"]?.array?.compactMap { $0["name"]?.string } ?? []
    #expect(tools.contains("get_status"))
    #expect(!tools.contains("create_order"))
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(.needs(.withoutProc)) func withoutProcTheSandboxEndsCleanly() async throws {
    let sandbox = try await SandboxProcess(wrapper: Confinement.withoutProc.command)
    #expect(try await sandbox.send("GET", "/health").status == 200)
    #expect(await sandbox.stop() == .status(0))
    #expect(await sandbox.errorOutput() == "")
  }

  // MARK: Few tasks

  /// It never traps and never hangs: it says why it cannot start, or each call is answered, if only by an error.
  @Test(.needs(.tasks(20, user: 61_000)), arguments: 1...12)
  func withFewTasksItWorksOrSaysWhyNot(count: Int) async throws {
    let server = try Server(wrapper: Confinement.tasks(count, user: 61_000 + count).command)
    server.send(
      Line.call("order", "create_order", Self.order, .july2026), Line.call("status", "get_status", [:], .july2026))
    server.closeInput()
    let completion = try await server.waitForEnd()
    if completion.exit == .status(3) {
      #expect(completion.errorOutput.hasPrefix("payin-mcp: The system lets this process start no more threads"))
      #expect(completion.answers.isEmpty)
    } else {
      #expect(completion.exit == .status(0))
      #expect(completion.answers.compactMap { $0["id"]?.string }.sorted() == ["order", "status"])
    }
    guard count >= 10 else { return }
    #expect(completion.answers.contains { $0["id"] == "order" && $0["result"]?["isError"] == nil })
  }

  @Test(.needs(.tasks(20, user: 61_100)), arguments: 1...12)
  func withFewTasksTheSandboxStartsOrSaysWhyNot(count: Int) async throws {
    do {
      let sandbox = try await SandboxProcess(wrapper: Confinement.tasks(count, user: 61_100 + count).command)
      #expect(try await sandbox.send("GET", "/health").status == 200)
      #expect(await sandbox.stop() == .status(0))
    } catch let error as SandboxProcess.DidNotStart {
      #expect(error.exit == .status(3))
      #expect(error.errorOutput.contains("thread"))
      #expect(count < 10)
    }
  }

  // MARK: Process 1

  @Test(.needs(.asProcessOne), arguments: [SIGTERM, SIGINT, SIGHUP])
  func signalEndsTheServerThatIsProcessOne(signal: Int32) async throws {
    let client = try await Client(.july2026, Server(wrapper: Confinement.asProcessOne.command))
    _ = try await client.data("create_order", Self.order)
    kill(try Self.child(of: client.server.process), signal)
    let completion = try await client.server.waitForEnd()
    #expect(completion.exit == .status(128 + signal))
    #expect(completion.errorOutput.isEmpty)
  }

  @Test(.needs(.asProcessOne), arguments: [SIGTERM, SIGINT, SIGHUP])
  func signalEndsTheSandboxThatIsProcessOne(signal: Int32) async throws {
    let sandbox = try await SandboxProcess(wrapper: Confinement.asProcessOne.command)
    #expect(try await sandbox.send("GET", "/health").status == 200)
    kill(try Self.child(of: sandbox.process), signal)
    #expect(await sandbox.process.waitForExit() == .status(0))
  }

  private static func child(of process: ChildProcess) throws -> pid_t {
    try #require(try ProcessFile(process).children.first.flatMap { pid_t($0) })
  }

  // MARK: Hang-up

  @Test func hangUpEndsTheServer() async throws {
    let client = try await Client(.july2026, Server())
    client.server.process.send(SIGHUP)
    #expect(try await client.server.waitForEnd().exit == .signal(SIGHUP))
  }

  @Test func hangUpEndsTheSandboxCleanly() async throws {
    let sandbox = try await SandboxProcess()
    #expect(await sandbox.stop(SIGHUP) == .status(0))
  }

  @Test func hangUpThatTheStarterIgnoresIsIgnored() async throws {
    let client = try await Client(.july2026, Server(wrapper: ["nohup"]))
    client.server.process.send(SIGHUP)
    _ = try await client.data("get_status")
    #expect(try await client.server.finish().isEmpty)
  }
}
