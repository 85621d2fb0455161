import Foundation
import JSON
import TestSupport
import Testing

/// `payin-mcp sandbox` as a process.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct SandboxCommandTests {
  private static func order(_ reference: String) -> JSONValue {
    [
      "orderReference": .string(reference), "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
    ]
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func signalEndsItWithStatusZero(signal: Int32) async throws {
    let sandbox = try await SandboxProcess()
    #expect(try await sandbox.send("GET", "/health").status == 200)
    #expect(await sandbox.stop(signal) == .status(0))
  }

  @Test func readOnlyKeyThatIsSaidReadsOnly() async throws {
    let sandbox = try await SandboxProcess()
    let readOnly = sandbox.announced["Read-only key"]
    #expect(try await sandbox.post("/orders", Self.order("one")).status == 201)
    #expect(try await sandbox.get("/orders", key: readOnly).data["pagination"]?["total"] == 1)
    #expect(try await sandbox.post("/orders", Self.order("two"), key: readOnly).status == 403)
    #expect(await sandbox.stop() == .status(0))
  }

  @Test(arguments: ["seed", "open"])
  func linesThatAreSaidPayAnOrder(dialect: String) async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--dialect", dialect])
    let lines = try await sandbox.nextLines(4)
    let shell = try await Shell.run(lines.joined(separator: "\n"))
    #expect(shell.exit == .status(0))
    #expect(shell.output.split(separator: "\n").count == 2)
    #expect(shell.output.split(separator: "\n").allSatisfy { $0.contains(#""status":"completed""#) }, "\(shell.output)")
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func portThatIsTakenIsSaidInOneLine() async throws {
    let first = try await SandboxProcess()
    let port = try #require(URL(string: first.root)?.port)
    do {
      _ = try await SandboxProcess(["--db", ":memory:", "--port", "\(port)"])
      Issue.record("It must not start.")
    } catch let error as SandboxProcess.DidNotStart {
      #expect(error.exit == .status(3))
      #expect(error.errorOutput == "payin-mcp: cannot listen for the sandbox: port \(port): Address already in use")
    }
    #expect(await first.stop() == .status(0))
  }

  /// A path may hold control sequences that a terminal would execute.
  @Test func pathIsSaidWithoutWhatNobodyCanSee() async throws {
    let folder = try ProcessTests.Folder()
    let name = "\u{1B}[31mred\u{202E}\u{200B}\nend"
    let path = "\(folder.path)/\(name)"
    let sandbox = try await SandboxProcess(["--db", path])
    #expect(sandbox.announced["Database"] == "\(folder.path)/[31mred end")
    #expect(await sandbox.stop() == .status(0))
    #expect(folder.contents == [name])
    do {
      _ = try await SandboxProcess(["--db", "\(path)/sandbox.sqlite"])
      Issue.record("It must not start.")
    } catch let error as SandboxProcess.DidNotStart {
      #expect(error.exit == .status(3))
      #expect(
        error.errorOutput
          == "payin-mcp: cannot use the sandbox database: \(folder.path)/[31mred end/sandbox.sqlite: Not a directory")
    }
    do {
      _ = try await SandboxProcess(["--db", ":memory:", "--dialect", name])
      Issue.record("It must not start.")
    } catch let error as SandboxProcess.DidNotStart {
      #expect(error.exit == .status(2))
      #expect(error.errorOutput.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(!error.errorOutput.unicodeScalars.contains { ["\u{202E}", "\u{200B}"].contains($0) })
    }
  }

  @Test(arguments: [
    ["--port", "65536"], ["--port", "x"], ["--dialect", "other"], ["--latency", "-1"], ["--latency", "60001"],
    ["--pool-size", "1000001"], ["--seed", "-1"], ["--colour", "red"],
  ])
  func unknownValueIsAMistakeOfTheCommandLine(arguments: [String]) async throws {
    await #expect {
      _ = try await SandboxProcess(arguments)
    } throws: { error in
      (error as? SandboxProcess.DidNotStart)?.exit == .status(2)
    }
  }

  @Test func seedMakesIdsAndAddresses() async throws {
    var made: [[JSONValue?]] = []
    for _ in 1...2 {
      let sandbox = try await SandboxProcess(["--db", ":memory:", "--seed", "7"])
      let order = try await sandbox.post("/orders", Self.order("one")).data
      made.append([order["orderId"], order["address"]])
      #expect(await sandbox.stop() == .status(0))
    }
    #expect(made[0] == made[1])
  }

  @Test func poolHoldsAsManyAddressesAsAreWanted() async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--pool-size", "1"])
    #expect(try await sandbox.post("/orders", Self.order("one")).status == 201)
    #expect(try await sandbox.post("/orders", Self.order("two")).body["error"] == "InsufficientAddresses")
    #expect(await sandbox.stop() == .status(0))
  }

  /// Two at once take as long as one, or the worker would have waited.
  @Test func latencyHoldsUpNobodyElse() async throws {
    let latency = Duration.milliseconds(1500)
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--latency", "1500"])
    let start = ContinuousClock.now
    try await withThrowingTaskGroup { group in
      for _ in 1...20 { group.addTask { try await sandbox.send("GET", "/health").status } }
      for try await status in group { #expect(status == 200) }
    }
    let time = ContinuousClock.now - start
    #expect(time >= latency)
    #expect(time < latency * 10)
    #expect(await sandbox.stop() == .status(0))
  }

  @Test func serverForAssistantsOnTheSameFileSharesItsOrders() async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/sandbox.sqlite"
    let sandbox = try await SandboxProcess(["--db", path])
    let created = try await sandbox.post("/orders", Self.order("shared"))
    let client = try await Client(.july2026, Server(["--sandbox-db", path]))
    let id = try #require(created.data["orderId"])
    _ = try await client.data("simulate_payment", ["orderId": id])
    #expect(try await sandbox.get("/orders/\(id.string ?? "")").data["status"] == "completed")
    #expect(try await client.server.finish().isEmpty)
    #expect(await sandbox.stop() == .status(0))
    // SQLite has taken its log into the file.
    #expect(folder.contents == ["sandbox.sqlite"])
  }

  /// Each order that was acknowledged before the signal is there afterwards.
  @Test func signalUnderLoadLosesNoAcknowledgedOrder() async throws {
    let folder = try ProcessTests.Folder()
    let arguments = ["--db", "\(folder.path)/sandbox.sqlite", "--pool-size", "2000"]
    let sandbox = try await SandboxProcess(arguments)
    let acknowledged = await withTaskGroup(of: [String].self) { group in
      for client in 1...16 { group.addTask { await Self.orderUntilItEnds(sandbox, client) } }
      return await group.reduce([], +)
    }
    let exit = await sandbox.process.waitForExit()
    let errorOutput = await sandbox.errorOutput()
    #expect(exit == .status(0), "\(errorOutput)")
    let again = try await SandboxProcess(arguments)
    for id in acknowledged {
      #expect(try await again.get("/orders/\(id)").status == 200)
    }
    #expect(acknowledged.count >= 20)
    #expect(await again.stop() == .status(0))
  }

  /// The ids of the orders that were acknowledged. The first client sends the signal after 20 of its own: a second one would end it at once.
  private static func orderUntilItEnds(_ sandbox: SandboxProcess, _ client: Int) async -> [String] {
    var ids: [String] = []
    while true {
      let answer = try? await sandbox.post("/orders", order("\(client)-\(ids.count)"))
      guard let answer, answer.status == 201, let id = answer.data["orderId"]?.string else { return ids }
      ids.append(id)
      if client == 1, ids.count == 20 { sandbox.process.send(SIGTERM) }
    }
  }
}
