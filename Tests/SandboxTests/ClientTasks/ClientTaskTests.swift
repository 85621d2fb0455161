import JSON
import Testing

@testable import SandboxModel

/// What clients leave in the file of the sandbox.
@Suite struct ClientTaskTests {
  private static let now = Timestamp(milliseconds: 1_000_000)

  private static func task(_ id: String, expiresIn time: Int64 = 1000, _ content: String = "{}") -> ClientTask {
    ClientTask(id: id, expiresAt: Timestamp(milliseconds: now.milliseconds + time), content: content)
  }

  private func repository() throws -> ClientTaskRepository {
    let database = try Database(path: ":memory:")
    try Schema.migrate(database)
    return ClientTaskRepository(database: database)
  }

  @Test func taskIsFoundReplacedAndRemoved() throws {
    let tasks = try repository()
    try tasks.save(Self.task("a", "{\"é\":1}"), at: Self.now)
    #expect(try tasks.task("a") == Self.task("a", "{\"é\":1}"))
    try tasks.save(Self.task("a", expiresIn: 5, "[]"), at: Self.now)
    #expect(try tasks.task("a") == Self.task("a", expiresIn: 5, "[]"))
    try tasks.remove("a")
    try tasks.remove("b")
    #expect(try tasks.task("a") == nil)
  }

  @Test func expiredTasksMakeRoom() throws {
    let tasks = try repository()
    try tasks.save(Self.task("a", expiresIn: 5), at: Self.now)
    try tasks.save(Self.task("b", expiresIn: 6), at: Self.now)
    try tasks.save(Self.task("c"), at: Timestamp(milliseconds: Self.now.milliseconds + 5))
    #expect(try ["a", "b", "c"].map { try tasks.task($0)?.id } == [nil, "b", "c"])
  }

  @Test func numberIsBounded() throws {
    let tasks = try repository()
    try tasks.database.transaction(.writing) {
      for number in 0..<1100 { try tasks.save(Self.task("\(number)", expiresIn: 1000 + Int64(number)), at: Self.now) }
    }
    #expect(try tasks.database.number("SELECT COUNT(*) FROM client_tasks") == 1024)
    #expect(try tasks.task("75") == nil && tasks.task("76") != nil)
  }

  /// A reset leaves what is not the sandbox's, and does not count it.
  @Test func resetLeavesTasks() throws {
    let tasks = try repository()
    try tasks.save(Self.task("a"), at: Self.now)
    let removed = try SandboxReset(database: tasks.database).removeHistory()
    #expect(!removed.contains { $0.table == "client_tasks" })
    #expect(try tasks.task("a") != nil)
  }
}
