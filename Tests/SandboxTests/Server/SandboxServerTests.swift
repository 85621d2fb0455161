import Glibc
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct SandboxServerTests {
  private static func failure(_ configuration: SandboxConfiguration) async -> SandboxError? {
    await #expect(throws: SandboxError.self) {
      await (try SandboxServer.start(configuration)).shutdown()
    }
  }

  // MARK: Starting and stopping

  @Test func systemChoosesThePortAndTheTokenIsRandom() async throws {
    let one = try await SandboxServer.start(SandboxConfiguration(poolSize: 1))
    let other = try await SandboxServer.start(SandboxConfiguration(poolSize: 1))
    #expect(one.port > 0 && other.port > 0 && one.port != other.port)
    #expect(one.controlToken.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    #expect(one.controlToken != other.controlToken)
    #expect(one.baseURL == "http://127.0.0.1:\(one.port)/api/v1")
    for server in [one, other] { await server.shutdown() }
  }

  @Test func portInUseIsTold() async throws {
    try await SandboxFixture.run { sandbox in
      let error = await Self.failure(SandboxConfiguration(port: sandbox.server.port, poolSize: 1))
      #expect(error?.code == .portUnavailable)
      #expect(error?.detail.contains("port \(sandbox.server.port)") == true)
    }
  }

  @Test func nothingIsServedAfterShutdownAndASecondDoesNothing() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(poolSize: 1))
    await server.shutdown()
    await server.shutdown()
    // Another test's server may have the port by now, but not the token.
    let request = """
      POST /_sandbox/payments HTTP/1.0\r\nHost: localhost\r\nContent-Length: 2\r\n\
      Authorization: Bearer pk_test_1\r\nX-Sandbox-Token: \(server.controlToken)\r\n\r\n{}
      """
    if let answer = try? await Wire.exchange(Array(request.utf8), port: server.port) {
      #expect(try WireResponse.parse(answer).response.status == 403)
    }
  }

  @Test func shutdownEndsIdleConnections() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(poolSize: 1))
    let received = try await Wire.exchange(
      Array("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), port: server.port,
      whenAnswered: { await server.shutdown() })
    #expect(try WireResponse.parse(received).response.status == 200)
  }

  // MARK: Files

  @Test func fileAndItsFoldersAreItsOwnersOnly() async throws {
    try await TemporaryFolder.run { folder in
      chmod(folder, 0o755)
      let path = "\(folder)/state/payin-mcp/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        _ = try await sandbox.orderId()
        for suffix in ["", "-wal", "-shm"] { #expect(TemporaryFolder.mode(path + suffix) == 0o600, "\(suffix)") }
      }
      for made in ["state", "state/payin-mcp"] { #expect(TemporaryFolder.mode("\(folder)/\(made)") == 0o700) }
      #expect(TemporaryFolder.mode(folder) == 0o755)
    }
  }

  @Test func acknowledgedWritesOutliveTheServer() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      let clock = TestClock()
      let written = try await SandboxFixture.run(database: file, clock: clock) { sandbox in
        let order = try await sandbox.createOrder("kept", ["metadata": ["cart": "12345"]])
        _ = try await sandbox.bind("user")
        _ = try await sandbox.pay(["depositReference": "user", "amount": "0.000001"])
        return order
      }
      clock.advance(minutes: 1)
      try await SandboxFixture.run(database: file, seed: 7, clock: clock) { sandbox in
        let read = try await sandbox.get("/orders/\(written["orderId"] ?? "")")
        // Everything but the port.
        for field in ["orderReference", "address", "createdAt", "expiresAt"] { #expect(read[field] == written[field]) }
        #expect(read.data["metadata"] == ["cart": "12345"])
        let reference = try await sandbox.get("/deposits/references/user")
        #expect(reference["totalAmount"] == "0.000001")
        // The seed the file was made with goes on.
        let next = try await sandbox.createOrder("next")
        #expect(next["orderId"] == Identifiers(seed: 42).id("ord", 2))
        #expect(next["address"] != written["address"])
      }
    }
  }

  @Test func orderThatEndedWithoutAServerEndedInTime() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      let clock = TestClock()
      let id = try await SandboxFixture.run(database: file, clock: clock) { try await $0.orderId() }
      clock.advance(minutes: 60 * 24)
      try await SandboxFixture.run(database: file, clock: clock) { sandbox in
        let order = try await sandbox.get("/orders/\(id)")
        #expect(order["status"] == "expired")
        #expect(order["expiredAt"] == "2025-01-28T10:45:00.000Z")
      }
    }
  }

  @Test func serversOnOneFileShareTheirState() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { one in
        try await SandboxFixture.run(database: file) { other in
          let id = try await one.orderId("shared")
          let read = try await other.get("/orders/\(id)")
          #expect(read["orderReference"] == "shared")
          let second = try await other.createOrder("shared")
          #expect(second.status == 409)
          _ = try await other.pay(["orderId": .string(id)])
          let paid = try await one.get("/orders/\(id)")
          #expect(paid["status"] == "completed")
        }
      }
    }
  }

  @Test func serversOnOneFileNeverGiveOutAnAddressTwice() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file, poolSize: 40) { one in
        try await SandboxFixture.run(database: file, poolSize: 40) { other in
          let orders = try await Self.concurrently(40) { number in
            try await (number.isMultiple(of: 2) ? one : other).createOrder("order-\(number)")
          }
          #expect(orders.map(\.status) == Array(repeating: 201, count: 40))
          #expect(Set(orders.compactMap { $0["address"] }).count == 40)
          #expect(Set(orders.compactMap { $0["orderId"] }).count == 40)
        }
      }
    }
  }

  @Test func folderThatCannotBeMadeIsTold() async throws {
    try await TemporaryFolder.run { folder in
      close(open("\(folder)/file", O_CREAT | O_WRONLY, 0o600))
      for path in ["\(folder)/file/sandbox.sqlite", folder] {
        let error = await Self.failure(SandboxConfiguration(database: .file(path: path)))
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.detail.hasPrefix(path) == true)
      }
    }
  }

  @Test func fileThatIsNoDatabaseIsToldAndLeftAlone() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/notes.txt"
      let text = String(repeating: "Not a database. ", count: 100)
      let file = open(path, O_CREAT | O_WRONLY, 0o600)
      #expect(write(file, text, text.utf8.count) == text.utf8.count)
      close(file)
      let error = await Self.failure(SandboxConfiguration(database: .file(path: path)))
      #expect(error?.code == .databaseUnavailable)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_size == text.utf8.count)
    }
  }

  @Test func fileOfANewerVersionIsToldAndLeftAlone() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try Database(path: path).execute("PRAGMA user_version = 99")
      let error = await Self.failure(SandboxConfiguration(database: .file(path: path)))
      #expect(error?.code == .databaseTooNew)
      #expect(try Database(path: path).number("PRAGMA user_version") == 99)
    }
  }

  // MARK: Many at once

  @Test func oneOfManyCreatesOfAReferenceMakesTheOrder() async throws {
    try await SandboxFixture.run { sandbox in
      let responses = try await Self.concurrently(20) { _ in try await sandbox.createOrder("once") }
      let made = responses.filter { $0.status == 201 }
      let refused = responses.filter { $0.status == 409 }
      #expect(made.count == 1 && refused.count == 19)
      #expect(refused.allSatisfy { $0.json["details"]?["existingOrderId"]?.string == made.first?["orderId"] })
      let list = try await sandbox.get("/orders")
      #expect(list.data["pagination"]?["total"] == 1)
    }
  }

  @Test func poolGivesAsManyAddressesAsItHas() async throws {
    try await SandboxFixture.run(poolSize: 5) { sandbox in
      let responses = try await Self.concurrently(20) { try await sandbox.createOrder("order-\($0)") }
      #expect(responses.count { $0.status == 201 } == 5)
      #expect(responses.count { $0.error == "InsufficientAddresses" } == 15)
      let list = try await sandbox.get("/orders")
      #expect(list.data["pagination"]?["total"] == 5)
    }
  }

  private static func concurrently(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> WireResponse
  ) async throws -> [WireResponse] {
    try await withThrowingTaskGroup(of: WireResponse.self) { group in
      for number in 0..<count { group.addTask { try await body(number) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
