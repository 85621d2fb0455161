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
    let policy = TaskPolicy {
      .seconds($0["seconds"]?.number?.integer ?? 100)
    } message: { progress, outlives in
      "\(progress ?? "waiting") \(outlives ? "lasting" : "passing")"
    }
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
  private let tasks = Mutex<[String: StoredTask]>([:])
  private let outlives: Bool
  private let gate: Door?

  /// - Parameter gate: holds up what is saved.
  init(outlives: Bool = true, gate: Door? = nil) {
    (self.outlives, self.gate) = (outlives, gate)
  }

  var all: [StoredTask] { tasks.withLock { Array($0.values) } }

  func save(_ task: StoredTask) async -> Bool {
    tasks.withLock { $0[task.id] = task }
    await gate?.wait()
    return outlives
  }

  func task(_ id: String) async -> StoredTask? { tasks.withLock { $0[id] } }

  func remove(_ id: String) async { tasks.withLock { $0[id] = nil } }
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
