import JSON
import Testing

@testable import SandboxModel

/// What clients leave in the file of the sandbox.
@Suite struct ClientTaskTests {
  private static let now = Timestamp(milliseconds: 1_000_000)

  private static func task(
    _ id: String, expiresIn time: Int64 = 1000, ended: Bool = false, _ content: String = "{}"
  ) -> ClientTask {
    ClientTask(
      id: id, expiresAt: Timestamp(milliseconds: now.milliseconds + time), hasEnded: ended, content: content)
  }

  private func repository() throws -> ClientTaskRepository {
    let database = try Database(path: ":memory:")
    try Schema.migrate(database)
    return ClientTaskRepository(database: database)
  }

  /// Of several processes the first that ends a task decides.
  @Test func firstEndStays() throws {
    let tasks = try repository()
    #expect(try tasks.add(Self.task("a", "{\"é\":1}"), at: Self.now))
    #expect(try tasks.task("a") == Self.task("a", "{\"é\":1}"))
    let (first, second) = (Self.task("a", expiresIn: 5, ended: true, "[]"), Self.task("a", ended: true, "{}"))
    #expect(try tasks.end(first) == first && tasks.end(second) == first)
    #expect(try tasks.task("a") == first)
    #expect(try tasks.end(Self.task("b", ended: true)) == nil && tasks.task("b") == nil)
    try tasks.remove("a")
    try tasks.remove("b")
    #expect(try tasks.task("a") == nil)
  }

  @Test func expiredTasksMakeRoom() throws {
    let tasks = try repository()
    _ = try tasks.add(Self.task("a", expiresIn: 5), at: Self.now)
    _ = try tasks.add(Self.task("b", expiresIn: 6), at: Self.now)
    _ = try tasks.add(Self.task("c"), at: Timestamp(milliseconds: Self.now.milliseconds + 5))
    #expect(try ["a", "b", "c"].map { try tasks.task($0)?.id } == [nil, "b", "c"])
  }

  /// What was promised to a client stays: there is no room for more.
  @Test func numberIsBounded() throws {
    let tasks = try repository()
    let added = try tasks.database.transaction(.writing) {
      try (0..<1100).map { try tasks.add(Self.task("\($0)", expiresIn: 1000 - Int64($0) / 2), at: Self.now) }
    }
    #expect(added == (0..<1100).map { $0 < 1024 })
    #expect(try tasks.database.number("SELECT COUNT(*) FROM client_tasks") == 1024)
    #expect(try tasks.task("0") != nil && tasks.task("1023") != nil && tasks.task("1024") == nil)
  }

  /// A reset removes what waits for orders whose ids others get after it, and does not count it.
  @Test func resetRemovesTasks() throws {
    let tasks = try repository()
    _ = try tasks.add(Self.task("a"), at: Self.now)
    let removed = try SandboxReset(database: tasks.database).removeHistory()
    #expect(!removed.contains { $0.table == "client_tasks" })
    #expect(try tasks.task("a") == nil)
  }

  /// A file of an earlier version: what has ended there is not replaced either.
  @Test func earlierRowsKeepTheirEnds() throws {
    let database = try Database(path: ":memory:")
    try Schema.migrate(database, to: 7)
    try database.executeScript(
      """
      INSERT INTO client_tasks VALUES
        ('a', 5, '{"tool":"t","arguments":{},"status":"working","createdAt":1}'),
        ('b', 5, '{"tool":"t","arguments":{},"status":"completed","createdAt":1}');
      """)
    // Later migrations have run, and cannot run again.
    try database.executeScript(Schema.clientTaskEnds)
    let tasks = ClientTaskRepository(database: database)
    #expect(try ["a", "b"].map { try tasks.task($0)?.hasEnded } == [false, true])
  }
}
