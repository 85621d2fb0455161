import Glibc
import HTTP
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// How many connections a sandbox holds, and for how long.
@Suite(.timeLimit(.minutes(2))) struct ConnectionLimitTests {
  private typealias Client = SocketClient

  private static let get = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

  /// Lets each answer to `get` come later. Sent at once when the connection is there: a connection of these tests is soon
  /// closed.
  private static func delay(_ milliseconds: Int, _ sandbox: SandboxFixture) async throws {
    let body = #"{"route":"GET /health","kind":"delay","delayMilliseconds":\#(milliseconds)}"#
    let client = try SocketClient(sandbox)
    client.send(
      """
      POST /_sandbox/faults HTTP/1.1\r\nHost: localhost\r\nX-Sandbox-Token: \(SandboxFixture.controlToken)\r\n\
      Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """)
    #expect(try await client.receive()?.hasPrefix("HTTP/1.1 201") == true)
  }

  private static func limits(
    _ count: Int, idle: Duration = .seconds(600), shortestIdle: Duration = .seconds(60)
  ) -> ConnectionLimits {
    var limits = ConnectionLimits { count }
    (limits.idleTime, limits.shortestIdleTime) = (idle, shortestIdle)
    return limits
  }

  // MARK: The number

  @Test(arguments: [
    (1024, 1, 1000), (1024, 2, 500), (100, 1, 76), (100, 2, 38), (64, 1, 40), (40, 1, 16), (40, 2, 8), (24, 1, 1),
    (0, 2, 1), (1_048_576, 1, 2048), (Int.max, 2, 2048),
  ])
  func connectionsFollowFromTheDescriptors(_ limit: Int, _ each: Int, _ expected: Int) {
    #expect(DescriptorLimit.serverConnections(limit: limit, descriptorsEach: each, atMost: 2048) == expected)
  }

  @Test func limitIsTheSystems() {
    var limit = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
    #expect(DescriptorLimit.soft == Int(clamping: limit.rlim_cur))
    #expect(DescriptorLimit.canOpen(1))
  }

  // MARK: Room

  /// Those that have been idle for longest go first.
  @Test func idleConnectionMakesRoomForAnother() async throws {
    try await SandboxFixture.run(limits: Self.limits(4, shortestIdle: .milliseconds(1))) { sandbox in
      var held: [SocketClient] = []
      for _ in 1...20 {
        let client = try SocketClient(sandbox)
        client.send(Self.get)
        #expect(try await client.receive()?.hasPrefix("HTTP/1.1 200") == true)
        held.append(client)
      }
      #expect(try await held[0].receive() == nil)
      held[19].send(Self.get)
      #expect(try await held[19].receive()?.hasPrefix("HTTP/1.1 200") == true)
    }
  }

  @Test func silentClientsDoNotKeepOthersOut() async throws {
    try await SandboxFixture.run(limits: Self.limits(4, shortestIdle: .milliseconds(50))) { sandbox in
      let silent = try (1...40).map { _ in try SocketClient(sandbox) }
      let client = try SocketClient(sandbox)
      client.send(Self.get)
      #expect(try await client.receive()?.hasPrefix("HTTP/1.1 200") == true)
      #expect(silent.count == 40)
    }
  }

  /// No request is cut off: later connections wait, and a reply announces the end of its connection.
  @Test func busyConnectionsAreAnsweredAndThenClosed() async throws {
    try await SandboxFixture.run(limits: Self.limits(2)) { sandbox in
      try await Self.delay(300, sandbox)
      let clients = try (1...7).map { _ in try SocketClient(sandbox) }
      for client in clients { client.send(Self.get) }
      for client in clients {
        let answer = try await client.receive()
        #expect(answer?.hasPrefix("HTTP/1.1 200") == true)
        if answer?.contains("Connection: close") == true { #expect(try await client.receive() == nil) }
      }
    }
  }

  @Test func fullServerSaysThatTheConnectionEnds() async throws {
    try await SandboxFixture.run(limits: Self.limits(1)) { sandbox in
      let client = try SocketClient(sandbox)
      client.send(Self.get)
      #expect(try await client.receive()?.contains("Connection: close") == true)
      #expect(try await client.receive() == nil)
    }
  }

  // MARK: Time

  @Test(arguments: ["", get, "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"])
  func connectionOnWhichNothingMovesIsClosed(_ started: String) async throws {
    try await SandboxFixture.run(limits: Self.limits(100, idle: .seconds(2))) { sandbox in
      let client = try SocketClient(sandbox)
      client.send(started)
      if started == Self.get { #expect(try await client.receive()?.hasPrefix("HTTP/1.1 200") == true) }
      #expect(try await client.receive() == nil)
    }
  }

  @Test func answerMayTakeLongerThanAConnectionMayBeIdle() async throws {
    try await SandboxFixture.run(limits: Self.limits(100, idle: .seconds(2))) { sandbox in
      try await Self.delay(3000, sandbox)
      let client = try SocketClient(sandbox)
      client.send(Self.get)
      #expect(try await client.receive()?.hasPrefix("HTTP/1.1 200") == true)
      #expect(try await client.receive() == nil)
    }
  }

  /// Its answer is larger than what the system holds for a client that does not read.
  @Test func clientThatNeverReadsIsSentAway() async throws {
    try await SandboxFixture.run(limits: Self.limits(1, idle: .seconds(2))) { sandbox in
      let client = try SocketClient(sandbox)
      let description = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
      client.send(String(repeating: description, count: 400))
      let next = try SocketClient(sandbox)
      next.send(Self.get)
      #expect(try await next.receive()?.hasPrefix("HTTP/1.1 200") == true)
      withExtendedLifetime(client) {}
    }
  }
}
