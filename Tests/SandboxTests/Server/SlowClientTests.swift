import Glibc
import HTTP
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Clients that send or read too slowly, or not at all.
@Suite(.timeLimit(.minutes(2))) struct SlowClientTests {
  private static let get = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

  private static func limits(_ count: Int = 100, idle: Duration) -> ConnectionLimits {
    var limits = ConnectionLimits { count }
    limits.idleTime = idle
    return limits
  }

  /// Bytes that keep coming do not keep a connection: the whole request must have arrived in time.
  @Test(arguments: [
    "GET /health HTTP/1.1\r\nHost: localhost\r\nX: ",
    "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
    "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n",
  ])
  func requestThatTricklesIsCutOff(_ start: String) async throws {
    try await SandboxFixture.run(limits: Self.limits(idle: .seconds(1))) { sandbox in
      let client = try SocketClient(sandbox)
      client.send(start)
      let sender = Task {
        while !Task.isCancelled {
          client.send("x")
          try await Task.sleep(for: .milliseconds(100))
        }
      }
      #expect(try await client.receive() == nil)
      sender.cancel()
    }
  }

  /// Sixteen clients ask for more than the system holds for them and read nothing, while another asks and reads.
  @Test func clientsThatNeverReadHoldNobodyUp() async throws {
    let idle = Duration.seconds(30)
    try await SandboxFixture.run(limits: Self.limits(idle: idle)) { sandbox in
      let large = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
      let before = try Self.residentBytes()
      let silent = try (1...16).map { _ in try SocketClient(sandbox) }
      for client in silent { client.send(String(repeating: large, count: 400)) }
      let reader = try SocketClient(sandbox)
      let clock = ContinuousClock()
      var longest = Duration.zero
      for _ in 1...300 {
        let start = clock.now
        reader.send(Self.get)
        #expect(try await reader.receive()?.hasPrefix("HTTP/1.1 200") == true)
        longest = max(longest, clock.now - start)
      }
      // Each of the sixteen would have to be waited for until its connection expires.
      #expect(longest < idle)
      let size = try await sandbox.send("GET", "/openapi.json").body.count
      // One reply each, not the 400 that were asked for, and what the other tests of this process need meanwhile.
      #expect(try Self.residentBytes() - before < 16 * 400 * size / 2)
      withExtendedLifetime(silent) {}
    }
  }

  private static func residentBytes() throws -> Int {
    let file = try #require(fopen("/proc/self/statm", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    _ = fgets(&line, Int32(line.count), file)
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
      * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// A client that has closed its side still gets its reply, and no connection is left.
  @Test(arguments: [
    "", "GET /health HTTP/1.1\r\nHost: lo", "POST /api/v1/orders HTTP/1.1\r\nContent-Length: 9\r\n\r\n{",
  ])
  func halfClosedConnectionEnds(_ sent: String) async throws {
    try await SandboxFixture.run(limits: Self.limits(idle: .seconds(60))) { sandbox in
      for text in [sent, Self.get] {
        let client = try SocketClient(sandbox)
        client.send(text)
        client.closeOutput()
        var reply = ""
        while let piece = try await client.receive() { reply += piece }
        if text == Self.get { #expect(reply.hasPrefix("HTTP/1.1 200")) }
      }
    }
  }
}
