import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The port that the links of one file lead to, and processes that serve one file at once.
@Suite(.timeLimit(.minutes(1))) struct PersistentPortTests {
  private static func start(
    _ database: SandboxConfiguration.Storage, port: Int = 0, keepsPort: Bool = true, token: String? = nil
  ) async throws -> SandboxFixture {
    SandboxFixture(
      server: try await SandboxServer.start(
        SandboxConfiguration(
          database: database, port: port, keepsPort: keepsPort, controlToken: token, poolSize: 5)),
      clock: TestClock())
  }

  /// Starts a server, and stops it after `body`.
  private static func with<Result>(
    _ database: SandboxConfiguration.Storage, port: Int = 0, keepsPort: Bool = true, token: String? = nil,
    _ body: (SandboxFixture) async throws -> Result
  ) async throws -> Result {
    let sandbox = try await start(database, port: port, keepsPort: keepsPort, token: token)
    do {
      let result = try await body(sandbox)
      await sandbox.server.shutdown()
      return result
    } catch {
      await sandbox.server.shutdown()
      throw error
    }
  }

  private static func withFile(_ body: (SandboxConfiguration.Storage) async throws -> Void) async throws {
    try await TemporaryFolder.run { try await body(.file(path: "\($0)/sandbox.sqlite")) }
  }

  @Test func linksOfAnAnswerOutliveTheProcess() async throws {
    try await Self.withFile { file in
      let (port, id) = try await Self.with(file) { ($0.server.port, try await $0.orderId()) }
      try await Self.with(file) { sandbox in
        #expect(sandbox.server.port == port && sandbox.server.storedPort == port)
        let page = try await sandbox.page("/pay/order/\(id)")
        #expect(page.status == 200)
      }
    }
  }

  /// The system gives those of its own range to outgoing connections, which would then be in the way.
  @Test func portIsOutsideTheRangeOfOutgoingConnections() {
    for port in PersistentPort.candidates() { #expect(20_000...32_767 ~= port || port > 60_999, "\(port)") }
    #expect(Set(PersistentPort.candidates()).count > 1)
  }

  /// The second process has a port of its own, and the file keeps the first.
  @Test func takenPortIsLeftForOneProcessOnly() async throws {
    try await Self.withFile { file in
      let port = try await Self.with(file) { first in
        try await Self.with(file) { second in
          #expect(second.server.port != first.server.port && second.server.storedPort == first.server.port)
          let created = try await second.createOrder("second")
          #expect(created["paymentUrl"]?.hasPrefix(second.server.root + "/") == true)
          // Each finds it, under the same path.
          let path = "/pay/order/\(try #require(created["orderId"]))"
          for sandbox in [first, second] {
            let page = try await sandbox.page(path)
            #expect(page.status == 200)
          }
        }
        return first.server.port
      }
      try await Self.with(.memory, port: port, keepsPort: false) { _ in
        try await Self.with(file) { #expect($0.server.port != port) }
      }
      try await Self.with(file) { #expect($0.server.port == port) }
    }
  }

  @Test func portThatWasGivenIsNotKept() async throws {
    try await Self.withFile { file in
      try await Self.with(file, keepsPort: false) { _ in }
      try await Self.with(file) { #expect($0.server.storedPort == nil) }
    }
    try await Self.with(.memory) { #expect($0.server.storedPort == nil) }
  }

  @Test func resetKeepsThePortAndTheToken() async throws {
    try await Self.withFile { file in
      let (port, token) = try await Self.with(file) { sandbox in
        let reset = try await sandbox.control("POST", "/reset", token: sandbox.server.controlToken)
        #expect(reset.status == 200)
        return (sandbox.server.port, sandbox.server.controlToken)
      }
      try await Self.with(file) { #expect($0.server.port == port && $0.server.controlToken == token) }
    }
  }

  /// A page that was made by one process, before a restart or by its neighbour, with another control token.
  @Test func formOfOneProcessIsTakenByTheOther() async throws {
    try await Self.withFile { file in
      try await Self.with(file, token: "token-of-the-first") { first in
        try await Self.with(file, keepsPort: false, token: "token-of-the-second") { second in
          let id = try await first.orderId()
          let form = try await first.page("/pay/order/\(id)").hidden("token") ?? ""
          let paid = try await second.submit(
            "/pay/order/\(id)/simulate", [("token", form), ("payment", "exact")])
          #expect(paid.status == 303, "\(paid.text)")
          let read = try await first.get("/orders/\(id)")
          #expect(read["status"] == "completed")
          // The token is known to its own process only.
          let refused = try await second.control("GET", "/state", token: "token-of-the-first")
          #expect(refused.status == 403)
        }
      }
    }
  }

  @Test func tokenOfAFileIsRandom() async throws {
    var tokens: Set<String> = []
    for _ in 1...2 {
      try await Self.withFile { file in try await Self.with(file) { _ = tokens.insert($0.server.controlToken) } }
      try await Self.with(.memory) { _ = tokens.insert($0.server.controlToken) }
    }
    #expect(tokens.count == 4 && tokens.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
  }
}
