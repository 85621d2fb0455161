import JSON
import TestSupport
import Testing

/// Any bytes on stdin: the server lives on, every line of it is JSON, and the next request is answered.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct BadInputTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let line: [UInt8]
    let code: Int
    var id: JSONValue?
    var testDescription: String { name }

    init(_ name: String, _ line: String, _ code: Int, id: JSONValue? = nil) {
      self.init(name, bytes: Array(line.utf8), code, id: id)
    }

    init(_ name: String, bytes: [UInt8], _ code: Int, id: JSONValue? = nil) {
      self.name = name
      self.line = bytes
      self.code = code
      self.id = id
    }
  }

  private static func around(_ bytes: [UInt8]) -> [UInt8] {
    Array(#"{"jsonrpc":"2.0","id":1,"method":"p"#.utf8) + bytes + Array(#"ing"}"#.utf8)
  }

  static let rows = [
    Row("truncated (28)", #"{"jsonrpc":"#, -32700),
    Row("words (28)", "Content-Length: 52", -32700),
    Row("invalid UTF-8 (28)", bytes: around([0xFF, 0xFE]), -32700),
    Row("overlong UTF-8 (28)", bytes: around([0xC0, 0x80]), -32700),
    Row("UTF-16 (28)", bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], -32700),
    Row("NUL (28)", bytes: around([0x00]), -32700),
    Row("only NUL (28)", bytes: [0x00, 0x00], -32700),
    Row("raw tab in a string (28)", bytes: around([0x09]), -32700),
    Row("two messages on one line (28)", Line.request(1, "ping") + Line.request(2, "ping"), -32700),
    Row("deep nesting (39)", String(repeating: "[", count: 100_000), -32700),
    Row("deep nesting of objects (39)", String(repeating: #"{"a":"#, count: 100_000), -32700),
    Row("number (29)", "5", -32600),
    Row("string (29)", #""x""#, -32600),
    Row("null (29)", "null", -32600),
    Row("true (29)", "true", -32600),
    Row("empty object (30)", "{}", -32600),
    Row("no version (30)", #"{"id":1,"method":"ping"}"#, -32600, id: 1),
    Row("other version (30)", #"{"jsonrpc":"1.0","id":"a","method":"ping"}"#, -32600, id: "a"),
    Row("null id (31)", #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
    Row("fraction as id (31)", #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600),
    Row("boolean id (31)", #"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, -32600),
    Row("array as id (31)", #"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32600),
    Row("method of a wrong type (30)", #"{"jsonrpc":"2.0","id":1,"method":5}"#, -32600, id: 1),
    Row("params of a wrong type (32)", #"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32602, id: 1),
    Row("lone surrogate (39)", #"{"jsonrpc":"2.0","id":7,"method":"ping","params":{"t":"\ud83d"}}"#, -32602, id: 7),
    Row("repeated name (39)", #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":2}}"#, -32600, id: 1),
    Row("repeated id (39)", #"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, -32600),
  ]

  /// Rows 27 to 32, 39.
  @Test(arguments: [Revision?.none] + Revision.eras)
  func badLineGetsOneErrorAndTheNextIsServed(revision: Revision?) async throws {
    let server = try Server()
    if let revision { _ = try await Client(revision, server) }
    for row in Self.rows {
      server.write(row.line + Array("\n\(Line.request("next", "ping"))\n".utf8), isRecorded: false)
      let answer = try await server.next()
      #expect(answer["error"]?["code"]?.number?.integer == row.code, "\(row.name)")
      #expect(answer["id"] == row.id, "\(row.name)")
      #expect(try await server.next()["id"] == "next", "\(row.name)")
    }
    #expect(try await server.finish().isEmpty)
  }

  /// Row 31.
  @Test func integralFloatIsAnInteger() async throws {
    let server = try Server()
    server.send(#"{"jsonrpc":"2.0","id":1.0,"method":"ping"}"#, #"{"jsonrpc":"2.0","id":2e1,"method":"ping"}"#)
    #expect(try await server.finish().map { $0["id"] } == [1, 20])
  }

  /// Row 34.
  @Test func whatNeedsNoAnswerGetsNone() async throws {
    let server = try Server()
    server.send(
      Line.notification("notifications/foo"), Line.notification("tools/list"), Line.notification("tools/call"),
      #"{"jsonrpc":"2.0","method":"x","params":[1]}"#, #"{"jsonrpc":"2.0","id":99,"result":{}}"#,
      #"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#, Line.request(1, "ping"))
    #expect(try await server.finish().map { $0["id"] } == [1])
  }

  /// Row 19: one error, the next line is served, and the line is not kept in memory.
  @Test func lineOverTheLimitIsSkippedWithoutBeingKept() async throws {
    let server = try Server()
    server.send(Line.request(1, "ping"))
    #expect(try await server.next()["id"] == 1)
    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1024 * 1024)
    for _ in 1...64 { server.write(megabyte, isRecorded: false) }
    server.write("\n\(Line.request(2, "ping"))\n")
    let error = try await server.next()
    #expect(error["error"]?["code"] == -32700)
    #expect(error["id"] == nil)
    #expect(try await server.next()["id"] == 2)
    let peak = try ProcessFile(server.process).peakMemory
    print("peak memory after a line of 64 MiB: \(peak / 1024) KiB")
    #expect(peak < 64 * 1024 * 1024)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 149. `FUZZ_LINES` says how many lines in all.
  @Test(arguments: Fuzzer.seeds)
  func noBytesBringTheServerDown(seed: UInt64) async throws {
    let server = try Server()
    var fuzzer = Fuzzer(seed: seed)
    for round in 1...Fuzzer.lines / 100 {
      var bytes: [UInt8] = []
      for number in 1...100 {
        bytes += fuzzer.line() + Array("\n\(Line.request(.string("ping-\(round)-\(number)"), "ping"))\n".utf8)
      }
      server.write(bytes, isRecorded: false)
      try await Self.expectPings(round, from: server)
    }
    server.write(fuzzer.line(), isRecorded: false)
    _ = try await server.finish()
  }

  /// Others may come in between: mutated lines can be sound requests.
  private static func expectPings(_ round: Int, from server: Server) async throws {
    var number = 1
    while number <= 100 {
      if try await server.next()["id"] == .string("ping-\(round)-\(number)") { number += 1 }
    }
  }
}
