import NIOCore
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Event streams on the wire (`text/event-stream`, HTML Living Standard, section 9.2).
@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
  private static func limits(_ change: (inout EventStreamLimits) -> Void = { _ in }) -> EventStreamLimits {
    var limits = EventStreamLimits()
    (limits.interval, limits.poll) = (.milliseconds(5), .milliseconds(20))
    change(&limits)
    return limits
  }

  /// Opens a stream, and returns once it is open.
  private static func open(_ sandbox: SandboxFixture, receiveBytes: Int32? = nil) async throws -> SocketClient {
    // Asked for before: the connection must not be idle meanwhile.
    let cookie = try await sandbox.dashboardCookie()
    let client = try SocketClient(sandbox, receiveBytes: receiveBytes)
    client.send("GET /_events HTTP/1.1\r\nHost: localhost\r\n\(cookie)\r\n\r\n")
    let text = try await received(client) { $0.contains("event: open") || $0.contains("503") }
    // Some tests try again, so this is no issue yet.
    guard text.hasPrefix("HTTP/1.1 200") else { throw WireResponse.Malformed() }
    #expect(
      text.contains("content-type: text/event-stream".lowercased()) || text.contains("Content-Type: text/event-stream"))
    return client
  }

  /// What comes until it satisfies the condition, or the server closes.
  private static func received(_ client: SocketClient, until isEnough: (String) -> Bool) async throws -> String {
    var text = ""
    while !isEnough(text) {
      guard let piece = try await client.receive(), !piece.isEmpty else { break }
      text += piece
    }
    return text
  }

  /// Returns once a stream can be opened.
  private static func opened(_ sandbox: SandboxFixture) async throws -> SocketClient {
    while true {
      if let client = try? await open(sandbox) { return client }
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  private static func publish(_ changes: ChangeFeed) async {
    while !Task.isCancelled {
      for _ in 1...100 { changes.publish(.records) }
      await Task.yield()
    }
  }

  @Test func changesAreToldByTheirSections() async throws {
    try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      let client = try await Self.open(sandbox)
      _ = try await sandbox.orderId()
      let text = try await Self.received(client) { $0.contains("activity") && $0.contains("records") }
      #expect(text.contains(/event: change\r?\ndata: (activity|records|activity records)\r?\n/), "\(text)")
    }
  }

  @Test func readsChangeTheActivityOnly() async throws {
    try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      let client = try await Self.open(sandbox)
      _ = try await sandbox.get("/orders")
      let text = try await Self.received(client) { $0.contains("change") }
      #expect(text.contains("data: activity\n") && !text.contains("records"), "\(text)")
    }
  }

  /// What the dashboard itself asks for would else make it ask again for ever.
  @Test func pagesOfTheDashboardChangeNothing() async throws {
    try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      let before = sandbox.server.service.changes.number
      for path in ["/", "/money", "/money/pool", "/controls", "/?kind=requests"] {
        let page = try await sandbox.dashboard(path)
        #expect(page.status == 200)
      }
      #expect(sandbox.server.service.changes.number == before)
    }
  }

  @Test func workOfAnotherServerOnTheFileIsTold() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file, streams: Self.limits()) { one in
        try await SandboxFixture.run(database: file) { other in
          let client = try await Self.open(one)
          // The first look only remembers the state.
          one.server.service.publishExternalChanges()
          _ = try await other.orderId()
          let text = try await Self.received(client) { $0.contains("records") }
          #expect(text.contains("data: records\n"), "\(text)")
        }
      }
    }
  }

  @Test func endOfAPaymentWindowIsTold() async throws {
    try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      _ = try await sandbox.orderId()
      let client = try await Self.open(sandbox)
      sandbox.server.service.publishExternalChanges()
      sandbox.clock.advance(seconds: 10 * 60)
      let text = try await Self.received(client) { $0.contains("records") }
      #expect(text.contains("data: records\n"), "\(text)")
    }
  }

  @Test func moreStreamsThanTheLimitAreRefusedForAWhile() async throws {
    try await SandboxFixture.run(streams: Self.limits { $0.count = 1 }) { sandbox in
      let first = try await Self.open(sandbox)
      let second = try await sandbox.page("/_events", [try await sandbox.dashboardCookie()])
      #expect(second.status == 503)
      #expect(second.header("Retry-After") == "5")
      withExtendedLifetime(first) {}
    }
  }

  /// Its place is free for the next at once.
  @Test func closedReaderIsForgotten() async throws {
    try await SandboxFixture.run(streams: Self.limits { $0.count = 1 }) { sandbox in
      var client: SocketClient? = try await Self.open(sandbox)
      withExtendedLifetime(client) {}
      client = nil
      _ = try await Self.opened(sandbox)
    }
  }

  @Test func readerThatDoesNotReadIsDropped() async throws {
    let limits = Self.limits {
      $0.count = 1
      ($0.interval, $0.heartbeat, $0.bufferBytes) = (.zero, .milliseconds(30), 1)
    }
    try await SandboxFixture.run(streams: limits) { sandbox in
      let idle = try await Self.open(sandbox, receiveBytes: 1)
      // Cancelled at the end of the scope.
      async let _ = Self.publish(sandbox.server.service.changes)
      _ = try await Self.opened(sandbox)
      withExtendedLifetime(idle) {}
    }
  }

  @Test func signOfLifeComesWithoutChanges() async throws {
    try await SandboxFixture.run(streams: Self.limits { $0.heartbeat = .milliseconds(10) }) { sandbox in
      let client = try await Self.open(sandbox)
      let text = try await Self.received(client) { $0.contains("\n:\n") || $0.hasPrefix(":") || $0.contains("\r\n:\n") }
      #expect(text.contains(":\n\n"))
    }
  }

  /// It is not idle, so that it makes no room for others; and it is one of the connections.
  @Test func streamIsNotClosedToMakeRoom() async throws {
    try await SandboxFixture.run(limits: ConnectionLimits { 2 }, streams: Self.limits()) { sandbox in
      let client = try await Self.open(sandbox)
      let idle = try SocketClient(sandbox)
      // There is room when the idle one is closed.
      #expect(try await sandbox.get("/orders").status == 200)
      #expect(try await idle.receive() == nil)
      let text = try await Self.received(client) { $0.contains("activity") }
      #expect(text.contains("activity"))
    }
  }

  @Test func endOfTheServerEndsTheStream() async throws {
    let clock = ContinuousClock()
    var start = clock.now
    let client = try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      let client = try await Self.open(sandbox)
      start = clock.now
      return client
    }
    // Running requests are given five seconds; a stream is none.
    #expect(start.duration(to: clock.now) < .seconds(4))
    while let piece = try await client.receive() { try #require(!piece.isEmpty) }
  }

  /// The log would else show it at the end of a day, with the milliseconds of a day.
  @Test func streamIsReportedWhenItBegins() async throws {
    try await SandboxFixture.run(streams: Self.limits()) { sandbox in
      let client = try await Self.open(sandbox)
      let log = sandbox.server.service.settings.activity
      #expect(log.newest(10, nil, before: nil).isEmpty)
      withExtendedLifetime(client) {}
    }
  }

  @Test func headOfAStreamEnds() async throws {
    try await SandboxFixture.run { sandbox in
      let bytes =
        "HEAD /_events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(try await sandbox.dashboardCookie())\r\n\r\n"
      let answer = try await Wire.exchange(Array(bytes.utf8), port: sandbox.server.port)
      #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
    }
  }
}
