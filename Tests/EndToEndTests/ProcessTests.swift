import Foundation
import JSON
import TestSupport
import Testing

/// The program as a process: descriptors, sockets, files, signals, and other copies of itself.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ProcessTests {
  /// No file or socket of the program may get a number of the standard streams, and an answer must not vanish.
  @Test(arguments: ["tools", "call list_orders", "--sandbox-db :memory: < /dev/null", "version"])
  func closedOutputIsAnError(command: String) async throws {
    let folder = try Folder()
    let words = command == "call list_orders" ? "call list_orders --sandbox-db :memory:" : command
    let input = command.hasPrefix("--") ? #"printf '{"jsonrpc":"2.0","id":1,"method":"ping"}\n' | "# : ""
    let line = words.replacing(" < /dev/null", with: "")
    let run = try await Shell.run(
      "export HOME=\(folder.path); set -o pipefail; \(input)\(ServerBinary.path) \(line) 2>&1 >&-")
    #expect(run.exit == .status(4), "\(run.output)")
    #expect(run.output.contains("cannot write to standard output: Bad file descriptor"), "\(run.output)")
  }

  /// A folder that is removed with the object.
  final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-\(UUID().uuidString)").path

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    /// Everything below, by relative path.
    var contents: [String] { (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] }
  }

  private static let order: JSONValue = [
    "orderReference": "shared-1", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
  ]

  // MARK: Descriptors, sockets, files

  /// Rows 5, 22: descriptor 1 is where descriptor 2 goes, so that a stray `print` is errorOutput; nothing became non-blocking.
  @Test func protocolHasADescriptorOfItsOwn() async throws {
    let client = try await Client(.july2026, Server())
    _ = try await client.data("get_status")
    let file = ProcessFile(client.server.process)
    let descriptors = try file.descriptors
    #expect(descriptors[1] == descriptors[2])
    let others = descriptors.filter { $0.key > 2 && $0.value.hasPrefix("pipe:") && $0.value != descriptors[2] }
    let outputs = others.keys.filter { (try? file.isOpenForWriting($0)) == true }
    // Of the two, one is the client's; the server has opened the other by itself and for itself.
    #expect(try outputs.filter { try file.isBlocking($0) }.count == 1)
    #expect(outputs.count <= 2)
    for descriptor in [0, 1, 2] { #expect(try file.isBlocking(descriptor)) }
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 20: the opening and the list touch neither network nor disk.
  @Test(arguments: Revision.eras)
  func nothingIsOpenedBeforeTheFirstCall(revision: Revision) async throws {
    let home = try Folder()
    let client = try await Client(revision, Server([], environment: ["HOME": home.path]))
    _ = try await client.result("tools/list")
    let file = ProcessFile(client.server.process)
    #expect(try file.descriptors.values.filter { $0.hasPrefix("socket:") }.isEmpty)
    #expect(home.contents.isEmpty)
    _ = try await client.data("get_status")
    #expect(try file.descriptors.values.contains { $0.hasPrefix("socket:") })
    #expect(home.contents.contains(".local/state/payin-mcp/sandbox.sqlite"))
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 148: with a key there is no listening socket, no file, no child, and no key among the arguments.
  @Test func serverOfARealAPIKeepsToItself() async throws {
    let home = try Folder()
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    let client = try await Client(.july2026, Server(api, ["HOME": home.path]))
    for _ in 1...3 { _ = try await client.failure("get_order", ["orderId": "ord_1"]) }
    let file = ProcessFile(client.server.process)
    let listening = try file.listeningSockets
    #expect(try file.descriptors.values.filter { listening.contains($0) }.isEmpty)
    #expect(try !file.text("cmdline").contains("pk_"))
    #expect(try file.children.isEmpty)
    #expect(home.contents.isEmpty)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 23: with no environment at all, not even a home for the sandbox's file, which is said once.
  @Test func emptyEnvironmentIsEnough() async throws {
    let client = try await Client(.november2025, Server([], environment: nil))
    #expect(try await client.data("create_order", Self.order)["status"] == "pending")
    client.server.closeInput()
    let completion = try await client.server.waitForEnd()
    #expect(completion.exit == .status(0))
    #expect(
      completion.errorOutput.contains("HOME is not set") && !completion.errorOutput.contains("\n"),
      "\(completion.errorOutput)")
  }

  /// Row 10: watches it for a second.
  @Test func idleServerUsesNoProcessorTime() async throws {
    let client = try await Client(.july2026, Server())
    _ = try await client.data("get_status")
    let file = ProcessFile(client.server.process)
    let before = try file.processorTicks
    try await Task.sleep(for: .seconds(1))
    #expect(try file.processorTicks - before <= 1)
    #expect(try await client.server.finish().isEmpty)
  }

  /// The number of calls in the test of memory.
  private static let calls = RandomizedTests.count(2000, full: 20_000)

  /// Row 150: as much memory after many calls as after a few. Timers of calls that ended
  /// early are kept by the system until their time is over, so that time is the default here.
  @Test func memoryStaysFlatOverManyCalls() async throws {
    let client = try await Client(.july2026, Server(environment: ["PAYIN_TIMEOUT": "30"]))
    let file = ProcessFile(client.server.process)
    let created = try #require(try await client.data("create_order", Self.order)["orderId"]?.string)
    var sizes: [Int] = []
    for round in 1...5 {
      for _ in 1...max(1, Self.calls / 125) {
        let lines = (1...25).map { Self.mixed("\(round).\($0)", kind: $0, order: created) + "\n" }
        client.server.write(lines.joined())
        for _ in lines { _ = try await client.server.next() }
      }
      sizes.append(try file.memory)
    }
    print("memory after each fifth of \(Self.calls) calls: \(sizes.map { $0 / 1024 }) KiB")
    #expect(sizes[4] - sizes[1] < 2 * 1024 * 1024)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Reads, replays, mistakes, and what is no tool.
  private static func mixed(_ id: String, kind: Int, order: String) -> String {
    let id = JSONValue.string(id)
    return switch kind % 8 {
    case 0: Line.call(id, "get_status", [:], .july2026)
    case 1: Line.call(id, "create_order", [:], .july2026)
    case 2: Line.call(id, "create_order", Self.order, .july2026)
    case 3: Line.call(id, "list_orders", ["limit": 5], .july2026)
    case 4: Line.call(id, "search_docs", ["query": "webhook signature"], .july2026)
    case 5: Line.request(id, "resources/read", ["uri": .string("payin://orders/\(order)")], .july2026)
    case 6: Line.request(id, "prompts/get", ["name": "troubleshoot", "arguments": ["problem": "late"]], .july2026)
    default: Line.call(id, "get_order", ["orderId": .string(order)], .july2026)
    }
  }

  // MARK: Signals and closed pipes

  /// Row 11: in the middle of a line that is longer than the pipe: it goes out whole, then comes the signal's status.
  @Test(arguments: [SIGTERM, SIGINT])
  func signalEndsTheServerWithoutATornLine(signal: Int32) async throws {
    let server = try Server(reading: .later, pieces: 512)
    let lines = (1...300).map { Line.request(.number(JSONNumber($0)), "tools/list", [:], .july2026) + "\n" }
    server.write(lines.joined())
    await server.waitForOutput()
    server.startReading()
    server.process.send(signal)
    // A torn line would be no JSON.
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .signal(signal))
    #expect(1..<300 ~= completion.answers.count)
    #expect(completion.errorOutput.isEmpty)
  }

  /// Row 11: nobody reads, and a call hangs.
  @Test func signalEndsAServerThatIsStuck() async throws {
    let arrived = Latch()
    let api = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.arrive()
      peer.waitForEnd()
    }
    let server = try Server(api)
    server.send(Line.call(1, "get_order", ["orderId": "ord_1"], .july2026))
    await arrived.wait()
    server.process.send(SIGTERM)
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .signal(SIGTERM))
    #expect(completion.answers.isEmpty)
  }

  /// Row 113: listeners are told that it is over, and then the process ends with the signal's status.
  @Test(arguments: [SIGTERM, SIGINT])
  func signalReleasesListeners(signal: Int32) async throws {
    let server = try Server()
    for id in ["a", 7] as [JSONValue] {
      server.send(Line.request(id, "subscriptions/listen", ["notifications": [:]], .july2026))
      #expect(try await server.next()["method"] == "notifications/subscriptions/acknowledged")
    }
    server.process.send(signal)
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .signal(signal))
    #expect(completion.answers.count == 2)
    for answer in completion.answers {
      #expect(answer["result"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == answer["id"])
    }
  }

  /// Rows 7, 113.
  @Test func endOfInputReleasesListeners() async throws {
    let server = try Server()
    server.send(Line.request("a", "subscriptions/listen", ["notifications": [:]], .july2026))
    _ = try await server.next()
    let answers = try await server.finish()
    #expect(answers.map { $0["id"] } == ["a"])
    #expect(answers.first?["result"]?["resultType"] == "complete")
  }

  /// Row 12.
  @Test func closedClientEndsTheServerQuietly() async throws {
    let server = try Server(reading: .never)
    server.send(Line.request(1, "ping"))
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .status(0))
    #expect(completion.errorOutput.isEmpty)
  }

  // MARK: Copies

  /// Row 21: two on one file, and the death of one is no matter to the other.
  @Test func copiesShareOrdersAndOutliveEachOther() async throws {
    let folder = try Folder()
    let database = ["--sandbox-db", "\(folder.path)/state/sandbox.sqlite"]
    let first = try await Client(.november2025, Server(database))
    let second = try await Client(.july2026, Server(database))
    let created = try await first.data("create_order", Self.order)
    let listed = try await second.data("list_orders", ["orderReference": "shared-1"])
    #expect(listed["orders"]?.array?.map { $0["orderId"] } == [created["orderId"]])
    first.server.process.send(SIGKILL)
    #expect(try await first.server.waitForEnd().exit == .signal(SIGKILL))
    let id = try #require(created["orderId"])
    _ = try await second.data("simulate_payment", ["orderId": id])
    #expect(try await second.server.finish().isEmpty)
    let third = try await Client(.june2025, Server(database))
    #expect(try await third.data("get_order", ["orderId": id])["status"] == "completed")
    #expect(try await third.server.finish().isEmpty)
  }
}
