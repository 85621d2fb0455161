import JSON
import MCP
import Synchronization
import Testing

/// A tool whose calls become tasks and end when a test says so.
final class HeldTool: Sendable {
  let door = Door()
  private let contexts: AsyncStream<TaskContext?>
  private let arrived: AsyncStream<TaskContext?>.Continuation

  init() {
    (contexts, arrived) = AsyncStream.makeStream()
  }

  var tool: Tool {
    let definition: JSONObject = [
      "name": "hold", "title": "Hold", "description": "A tool for tests.",
      "inputSchema": [
        "type": "object", "properties": ["seconds": ["type": "integer"], "fails": ["type": "boolean"]],
        "additionalProperties": false,
      ],
    ]
    var policy = TaskPolicy {
      .seconds($0["seconds"]?.number?.integer ?? 100)
    } message: { progress, outlives in
      "\(progress ?? "waiting") \(outlives ? "lasting" : "passing")"
    }
    policy.canWait = { $0["seconds"] != -1 }
    do {
      return try Tool(definition: definition, taskPolicy: policy) { [self] call in await answer(call) }
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private func answer(_ call: ToolCall) async -> ToolResult {
    arrived.yield(call.task)
    await door.wait()
    return call.arguments["fails"] == true
      ? .failure("Failed.", error: ["code": "broken"], metaKey: "test/error")
      : .success("Held.", structured: ["text": "d\u{200B}one"])
  }

  /// Returns the task of the next call that has started; nil for a call that is none.
  func nextContext() async -> TaskContext? {
    for await context in contexts { return context }
    return nil
  }
}

/// The date that tasks are told, in milliseconds since 1970.
final class SetDate: Sendable {
  /// 2026-01-31T09:30:00.500Z, by `date -d`.
  static let start: Int64 = 1_769_851_800_500
  private let date = Mutex(SetDate.start)

  @Sendable func now() -> Int64 { date.withLock(\.self) }

  func advance(by milliseconds: Int64) {
    date.withLock { $0 += milliseconds }
  }
}

/// A store that outlives the sessions of a test.
final class SharedStore: TaskStore {
  private struct Unusable: Error {}

  private let tasks = Mutex<[String: StoredTask]>([:])
  private let isUsable = Mutex(true)
  private let durability: TaskDurability
  private let gate: Door?
  private let endGate: Door?

  /// - Parameters:
  ///   - gate: holds up what is added.
  ///   - endGate: holds up ends before they are stored.
  init(_ durability: TaskDurability = .persistent, gate: Door? = nil, endGate: Door? = nil) {
    (self.durability, self.gate, self.endGate) = (durability, gate, endGate)
  }

  var all: [StoredTask] { tasks.withLock { Array($0.values) } }

  func add(_ task: StoredTask) async -> TaskDurability {
    if durability != .none { tasks.withLock { $0[task.id] = task } }
    await gate?.wait()
    return durability
  }

  func end(_ task: StoredTask) async throws -> StoredTask? {
    await endGate?.wait()
    try check()
    return tasks.withLock { tasks in
      if tasks[task.id]?.hasEnded == false { tasks[task.id] = task }
      return tasks[task.id]
    }
  }

  func task(_ id: String) async throws -> StoredTask? {
    try check()
    return tasks.withLock { $0[id] }
  }

  func remove(_ id: String) async { tasks.withLock { $0[id] = nil } }

  /// Writes a content that this program did not make.
  func forge(_ id: String, _ content: String) {
    tasks.withLock { $0[id] = StoredTask(id: id, expiry: .max, hasEnded: false, content: content) }
  }

  func fail() {
    isUsable.withLock { $0 = false }
  }

  private func check() throws {
    guard isUsable.withLock(\.self) else { throw Unusable() }
  }
}

/// One connection of a client that declares tasks.
final class TaskClient {
  static let declaration = #"{"extensions":{"io.modelcontextprotocol/tasks":{}}}"#

  let harness: SessionHarness
  private var lastID = 0

  init(
    _ tool: HeldTool, _ tasks: TaskSettings = TaskSettings(), features: ServerFeatures = .init(),
    maximumInFlight: Int = 256
  ) throws {
    harness = try SessionHarness(
      tools: [tool.tool, .echo], features: features, settings: .make(maximumInFlight: maximumInFlight), tasks: tasks)
  }

  static func line(_ id: Int, _ method: String, _ params: String, capabilities: String = declaration) -> String {
    SessionTests.request(
      id, method, RouteTests.statelessParams(capabilities: capabilities, params: params.isEmpty ? "" : params + ","))
  }

  @discardableResult
  func send(_ method: String, _ params: String, capabilities: String = declaration) -> Int {
    lastID += 1
    harness.send(Self.line(lastID, method, params, capabilities: capabilities))
    return lastID
  }

  /// The answer, which must be the next line.
  func ask(_ method: String, _ params: String, capabilities: String = declaration) async throws -> JSONValue {
    let id = send(method, params, capabilities: capabilities)
    let answer = try #require(try await harness.next())
    #expect(answer["id"]?.number?.integer == id, "\(answer)")
    return answer
  }

  func create(_ arguments: String = "{}") async throws -> JSONValue {
    try #require(try await ask("tools/call", #""name":"hold","arguments":\#(arguments)"#)["result"])
  }

  func about(_ method: String, _ id: String) async throws -> JSONValue {
    try await ask("tasks/\(method)", #""taskId":"\#(id)""#)
  }

  /// Asks until the task has ended.
  func ended(_ id: String) async throws -> JSONValue {
    while true {
      let task = try #require(try await about("get", id)["result"])
      if task["status"] != "working" { return task }
    }
  }

  func listen(_ ids: [String]) -> Int {
    send("subscriptions/listen", #""notifications":{"taskIds":\#(JSONValue.array(ids.map(JSONValue.string)))}"#)
  }
}
