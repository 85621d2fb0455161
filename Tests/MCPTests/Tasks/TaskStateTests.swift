import JSON
import JSONRPC
import Testing

@testable import MCP

/// Rows 159, 162, 164, 165, 167: the state machine of one task.
struct TaskStateTests {
  private static let origin = TaskState.Origin(tool: "hold", arguments: ["seconds": 7])
  private static let start = SetDate.start
  private static let ends: [TaskState.Status] = [
    .completed(Array("{}".utf8)), .failed(.invalidParams("no")), .cancelled,
  ]

  private static func make() -> TaskState {
    TaskState("id", origin, limit: 7000, message: "m", at: start)
  }

  private static func json(_ task: TaskState, at now: Int64 = start) throws -> JSONValue {
    var writer = JSONWriter()
    writer.writeRaw("{")
    task.write(to: &writer, at: now)
    writer.writeRaw("}")
    return try JSONParser.parse(writer.bytes)
  }

  @Test(arguments: ends)
  func firstEndCounts(end: TaskState.Status) throws {
    var task = Self.make()
    let isFirst = task.end(end, at: Self.start + 1000)
    let later = (Self.ends + [.working]).map { task.end($0, at: Self.start + 2000) }
    let isNews = task.report("late", at: Self.start + 2000)
    #expect(isFirst && !later.contains(true) && !isNews)
    #expect(task.status == end && task.updatedAt == Self.start + 1000)
  }

  @Test func onlyNewsChangeTheTask() {
    var task = Self.make()
    var seen: [Int64] = []
    // Before the last, the machine's clock was set back.
    for (message, age) in [("m", 5), ("n", 5), ("o", -5)] as [(String, Int64)] {
      if task.report(message, at: Self.start + age) { seen.append(task.updatedAt - Self.start) }
    }
    #expect(seen == [5, 5] && task.message == "o")
  }

  @Test func taskIsKeptAnHourAfterItsEnd() {
    var task = Self.make()
    #expect(task.timeToLive == 3_607_000)
    #expect(task.remaining(at: Self.start + 2000) == 5000)
    #expect(task.remaining(at: Self.start + 9000) == 0)
    _ = task.end(.cancelled, at: Self.start + 2000)
    #expect(task.timeToLive == 3_602_000)
  }

  /// The dates are those of `date -u -d`.
  @Test func wireFormHasTheMembersOfItsStatus() throws {
    let common: JSONObject = [
      "taskId": "id", "status": "working", "statusMessage": "m", "createdAt": "2026-01-31T09:30:00.500Z",
      "lastUpdatedAt": "2026-01-31T09:30:00.500Z", "ttlMs": 3_607_000, "pollIntervalMs": 5000,
    ]
    #expect(try Self.json(Self.make()) == .object(common))
    let rows: [(TaskState.Status, JSONObject)] = [
      (.completed(Array(#"{"x":"1.50"}"#.utf8)), ["status": "completed", "result": ["x": "1.50"]]),
      (
        .failed(.invalidParams("no")),
        ["status": "failed", "statusMessage": "no", "error": ["code": -32602, "message": "no"]]
      ),
      (.cancelled, ["status": "cancelled"]),
    ]
    for (status, members) in rows {
      var task = Self.make()
      _ = task.end(status, at: Self.start)
      var expected = common
      for name in ["statusMessage", "pollIntervalMs"] { expected[name] = nil }
      expected["ttlMs"] = 3_600_000
      for member in members.members { expected[member.name] = member.value }
      #expect(try Self.json(task).sortedMembers == JSONValue.object(expected).sortedMembers)
    }
  }

  @Test(arguments: [(0, 5000), (80_000, 5000), (160_000, 10_000), (960_000, 60_000), (86_400_000, 60_000)])
  func pollIntervalGrowsWithTheAge(age: Int64, interval: Int64) {
    #expect(Self.make().pollInterval(at: Self.start + age) == interval)
  }

  @Test(arguments: ends + [.working])
  func storedTaskIsReadAsItWas(status: TaskState.Status) {
    var task = Self.make()
    _ = task.end(status, at: Self.start + 5)
    let read = TaskState(task.stored)
    #expect(read?.status == status && read?.origin == Self.origin)
    #expect(read?.timeToLive == task.timeToLive && read?.updatedAt == task.updatedAt)
    #expect(task.stored.expiry == task.expiry)
  }

  /// Row 167: nothing in the file is trusted. The first is sound but for its status.
  @Test(arguments: [
    stored(status: "odd"), "", "{}", "[]", stored(created: "9000000000000000000"), stored(created: "-1"),
    stored(updated: "253402300800000"), stored(time: "9000000000000000000"), stored(time: "1.5"),
    stored(status: "completed", more: #","result":"{\"a\":""#), stored(status: "completed", more: #","result":"[]""#),
    stored(status: "completed", more: #","result":"{\n}""#), stored(status: "completed"),
    stored(status: "failed", more: #","code":"x","message":"y""#),
  ])
  func foreignContentIsNone(content: String) {
    #expect(TaskState(StoredTask(id: "id", expiry: 1, hasEnded: false, content: content)) == nil)
    #expect(TaskState(StoredTask(id: "id", expiry: 1, hasEnded: false, content: Self.stored())) != nil)
  }

  private static func stored(
    status: String = "working", created: String = "1", updated: String = "1", time: String = "1", more: String = ""
  ) -> String {
    #"{"tool":"t","arguments":{},"status":"\#(status)","createdAt":\#(created),"updatedAt":\#(updated),"#
      + #""timeToLive":\#(time)\#(more)}"#
  }

  @Test func endedTasksLeaveRoomForWorkingOnesWithinABound() {
    var table = TaskTable(limit: 1, byteLimit: 10)
    var admitted = 0
    for number in 0..<20 {
      guard table.admit(TaskState("\(number)", Self.origin, limit: 0, message: nil, at: Self.start)) else { continue }
      admitted += 1
      _ = table.change("\(number)") { $0.end(.cancelled, at: Self.start) }
    }
    #expect(admitted == 8)
  }

  @Test func tableIsBoundedByNumberAndBytes() {
    var table = TaskTable(limit: 2, byteLimit: 10)
    func task(_ id: String) -> TaskState { TaskState(id, Self.origin, limit: 0, message: nil, at: Self.start) }
    let admitted = ["a", "a", "b", "c"].map { table.admit(task($0)) }
    #expect(admitted == [true, false, true, false])
    table.remove("b")
    _ = table.change("a") { $0.end(.completed(Array(repeating: 32, count: 10)), at: Self.start) }
    let isAdmittedBeyondTheBytes = table.admit(task("c"))
    let expired = [3_599_999, 3_600_000].map { table.removeExpired(at: Self.start + $0) }
    let isAdmitted = table.admit(task("c"))
    #expect(!isAdmittedBeyondTheBytes && expired == [[], ["a"]] && isAdmitted && table.count == 1)
  }
}
