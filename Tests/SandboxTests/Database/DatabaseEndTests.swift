import Foundation
import Glibc
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What the end of a sandbox leaves in its file.
@Suite struct DatabaseEndTests {
  /// What is in a copy of the file alone.
  private static func orders(inCopyOf path: String) throws -> Int64 {
    let copy = path + ".copy"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) } }
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    let database = try Database(path: copy)
    defer { database.close() }
    return try database.number("SELECT count(*) FROM orders")
  }

  @Test func copyOfTheFileAloneHoldsEveryOrderAfterTheEnd() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        for number in 1...10 { _ = try await sandbox.orderId("order-\(number)") }
        sandbox.server.finishDatabase()
        #expect(try Self.orders(inCopyOf: path) == 10)
        #expect(TemporaryFolder.mode(path + "-wal") == nil)
        // Once more does nothing.
        sandbox.server.finishDatabase()
      }
    }
  }

  @Test func logOfALargeTransactionIsCut() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      let database = try Database(path: path)
      defer { database.close() }
      func logBytes() throws -> Int {
        try Data(contentsOf: URL(filePath: path + "-wal")).count
      }
      try database.executeScript("CREATE TABLE pages (content); INSERT INTO pages VALUES (zeroblob(20000000))")
      #expect(try logBytes() > 20_000_000)
      try database.executeScript("INSERT INTO pages VALUES (1)")
      #expect(try logBytes() <= 4_194_304)
    }
  }

  /// Another process keeps the log open, but not what is in it.
  @Test func copyHoldsEveryOrderAlthoughAnotherProcessHasTheFileOpen() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { other in
        try await SandboxFixture.run(database: .file(path: path)) { sandbox in
          for number in 1...10 { _ = try await sandbox.orderId("order-\(number)") }
        }
        #expect(try Self.orders(inCopyOf: path) == 10)
        let created = try await other.createOrder("after")
        #expect(created.status == 201)
      }
      #expect(try Self.orders(inCopyOf: path) == 11)
    }
  }

  /// The end of a process does not wait for a transaction that takes its time, and loses nothing by that.
  @Test func endDoesNotWaitForALongTransaction() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        _ = try await sandbox.orderId("kept")
        let blocker = try Database(path: path)
        try blocker.transaction(.writing) {
          let start = ContinuousClock.now
          sandbox.server.finishDatabase()
          #expect(ContinuousClock.now - start < .seconds(3))
        }
        #expect(try blocker.number("SELECT count(*) FROM orders") == 1)
        blocker.close()
      }
      #expect(try Self.orders(inCopyOf: path) == 1)
    }
  }
}
