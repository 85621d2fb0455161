import Glibc
import JSON
import TestSupport
import Testing

/// A script of requests through a pipe: in any pieces, all at once, with a client that reads late or never.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct PipedInputTests {
  private static func opening(_ revision: Revision) -> [String] {
    revision.isModern ? [] : [Line.initialize(revision.rawValue), Line.initialized]
  }

  private static func ids(_ answers: [JSONValue]) -> [Int] {
    answers.compactMap { $0["id"]?.number?.integer }.sorted()
  }

  /// Rows 6, 7: no word without a question.
  @Test(arguments: [[], ["serve"], ["serve", "--sandbox-db", ":memory:"]])
  func endOfInputEndsTheServerInSilence(arguments: [String]) async throws {
    #expect(try await Server(arguments).finish().isEmpty)
  }

  /// Row 8: 200 calls and the end of input in one go, as `printf '…' | payin-mcp` has it.
  @Test(arguments: Revision.allCases)
  func everyCallReadBeforeTheEndIsAnswered(revision: Revision) async throws {
    let calls = (1...200).map { number in
      let id = JSONValue.number(JSONNumber(number))
      return number.isMultiple(of: 2)
        ? Line.call(id, "get_status", [:], revision)
        : Line.call(id, "list_orders", ["page": .number(JSONNumber(number))], revision)
    }
    let server = try Server()
    server.write((Self.opening(revision) + calls).map { $0 + "\n" }.joined())
    let answers = try await server.finish()
    #expect(Self.ids(answers) == Array((revision.isModern ? 1 : 0)...200))
    let failures = answers.filter { $0["result"] == nil || $0["result"]?["isError"] != nil }
    #expect(failures.isEmpty, "\(failures.first ?? nil)")
  }

  /// Row 42.
  @Test(arguments: Revision.eras)
  func everyRequestOfABurstIsAnsweredOnce(revision: Revision) async throws {
    let server = try Server()
    let lines = (1...1000).map { id in
      id.isMultiple(of: 3)
        ? Line.request(.number(JSONNumber(id)), "tools/list", ["cursor": "x"], revision)
        : Line.call(.number(JSONNumber(id)), "get_order", [:], revision)
    }
    server.write((Self.opening(revision) + lines).map { $0 + "\n" }.joined())
    #expect(Self.ids(try await server.finish()) == Array((revision.isModern ? 1 : 0)...1000))
  }

  // MARK: Pieces

  /// Rows 16, 18: a byte at a time, without a newline at the end.
  @Test func bytesMayComeOneByOne() async throws {
    let server = try Server()
    let lines = Self.opening(.june2025) + [Line.request(1, "ping"), Line.request(2, "tools/list")]
    for byte in lines.joined(separator: "\n").utf8 { server.write([byte]) }
    let answers = try await server.finish()
    #expect(Self.ids(answers) == [0, 1, 2])
  }

  /// Row 17; row 2 for a request that is spread over lines: it is none.
  @Test func lineEndsOfOtherSystemsAreUnderstood() async throws {
    let server = try Server()
    server.write("\u{FEFF}\(Line.request(1, "ping"))\r\n\r\n \n\t\n\n\(Line.request(2, "ping"))\r\n")
    #expect(Self.ids(try await server.finish()) == [1, 2])
  }

  // MARK: Batches

  /// Rows 36, 37.
  @Test func batchIsAnsweredAsOneArrayInItsRevision() async throws {
    let server = try Server()
    let call = Line.call(2, "get_status", [:], .march2025)
    server.send(
      Line.initialize("2025-03-26"),
      "[\(Line.request(1, "ping")),\(Line.initialized),\(call),\(Line.request(3, "nope")),5]",
      "[\(Line.initialized)]", "[]", "[\(Line.initialize("2025-03-26", id: 9))]")
    let answers = try await server.finish()
    let batch = answers.compactMap(\.array).first { $0.count > 1 } ?? []
    #expect(Self.ids(batch) == [1, 2, 3])
    #expect(batch.count == 4)
    #expect(batch.first { $0["id"] == 2 }?["result"]?["content"] != nil)
    #expect(batch.first { $0["id"] == 3 }?["error"]?["code"] == -32601)
    #expect(batch.first { $0["id"] == nil }?["error"]?["code"] == -32600)
    let lone = answers.compactMap(\.array).first { $0.count == 1 } ?? []
    #expect(lone.first?["error"]?["code"] == -32600)
    #expect(lone.first?["id"] == 9)
    #expect(answers.filter { $0["error"]?["code"] == -32600 }.count == 1)
    #expect(answers.count == 4)
  }

  /// Row 38.
  @Test(arguments: Revision.allCases.filter { $0 != .march2025 })
  func batchIsRefusedInEveryOtherRevision(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    client.server.send("[\(Line.request(1, "tools/list", [:], revision))]")
    let answers = try await client.server.finish()
    #expect(answers.map { $0["error"]?["code"] } == [-32600])
    #expect(answers.first?["id"] == nil)
  }

  // MARK: Clients that do not read

  /// Row 14: nothing is read before everything is written.
  @Test func stalledReaderLosesNothing() async throws {
    let server = try Server(reading: .later)
    server.write((1...10_000).map { Line.request(.number(JSONNumber($0)), "ping") + "\n" }.joined())
    #expect(try ProcessFile(server.process).peakMemory < 64 * 1024 * 1024)
    let answers = try await server.finish()
    #expect(answers.map { $0["id"]?.number?.integer } == Array(1...10_000))
  }

  /// Row 15: the pipe of stderr is full from the start.
  @Test func fullErrorPipeDoesNotBlockTheServer() async throws {
    let errors = Pipe()
    let flags = fcntl(errors.writing, F_GETFL)
    _ = fcntl(errors.writing, F_SETFL, flags | O_NONBLOCK)
    let filling = [UInt8](repeating: UInt8(ascii: "\n"), count: 4096)
    while write(errors.writing, filling, filling.count) > 0 {}
    _ = fcntl(errors.writing, F_SETFL, flags)
    let server = try Server(environment: ["PAYIN_LOG_LEVEL": "debug"], errorPipe: errors)
    let client = try await Client(.july2026, server)
    for _ in 1...20 { _ = try await client.data("get_status") }
    _ = try await client.failure("get_order", ["orderId": "x"])
    _ = try await client.ask("nope")
    server.closeInput()
    #expect(try await server.waitForEnd().exit == .status(0))
  }
}
