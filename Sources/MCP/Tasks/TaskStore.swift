import Glibc
import JSON
import JSONRPC

/// The place where tasks outlive their process. Without one they are kept in memory.
package protocol TaskStore: Sendable {
  /// Adds a task or replaces the one of its id. May remove what has expired.
  ///
  /// - Returns: whether a later process will find it.
  func save(_ task: StoredTask) async -> Bool
  /// Returns nil if there is no such task, or the place cannot be read.
  func task(_ id: String) async -> StoredTask?
  func remove(_ id: String) async
}

/// A task as a store keeps it. Only this target reads its content.
package struct StoredTask: Equatable, Sendable {
  package let id: String
  /// The time from which it may be removed, in milliseconds since 1970.
  package let expiry: Int64
  package let content: String

  package init(id: String, expiry: Int64, content: String) {
    (self.id, self.expiry, self.content) = (id, expiry, content)
  }
}

/// The bounds of tasks, and what they need of their surroundings.
package struct TaskSettings: Sendable {
  package var store: (any TaskStore)?
  /// The greatest number of tasks that one process knows, working and ended. A call beyond it is answered itself.
  package var limit: Int
  /// The bytes of kept results from which on no further call becomes a task.
  package var byteLimit: Int
  /// Milliseconds since 1970.
  package var date: @Sendable () -> Int64
  /// Makes the ids.
  package var random: StateSealer.Random

  package init(
    store: (any TaskStore)? = nil, limit: Int = 128, byteLimit: Int = 8 * 1024 * 1024,
    date: @escaping @Sendable () -> Int64 = TaskSettings.systemDate,
    random: @escaping StateSealer.Random = StateSealer.systemRandom
  ) {
    (self.store, self.limit, self.byteLimit, self.date, self.random) = (store, limit, byteLimit, date, random)
  }

  package static func systemDate() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension TaskState {
  /// The task as the store keeps it. How far the work is stays out: a later process finds that out by itself.
  var stored: StoredTask {
    var content: JSONObject = [
      "tool": .string(origin.tool), "arguments": .object(origin.arguments), "status": .string(statusName),
      "createdAt": .number(JSONNumber(createdAt)), "updatedAt": .number(JSONNumber(updatedAt)),
      "timeToLive": .number(JSONNumber(timeToLive)),
    ]
    switch status {
    case .working, .cancelled: break
    case .completed(let result): content.append("result", .string(String(decoding: result, as: UTF8.self)))
    case .failed(let error):
      content.append("code", .number(JSONNumber(error.code.rawValue)))
      content.append("message", .string(error.message))
    }
    return StoredTask(
      id: id, expiry: expiry, content: String(decoding: JSONWriter.bytes(of: .object(content)), as: UTF8.self))
  }

  /// Returns nil for a content that this version does not understand.
  init?(_ stored: StoredTask) {
    guard let content = try? JSONParser.parse(Array(stored.content.utf8)), let tool = content["tool"]?.string,
      let arguments = content["arguments"]?.object, let status = Status(content),
      let created = content["createdAt"]?.number?.integer, let updated = content["updatedAt"]?.number?.integer,
      let time = content["timeToLive"]?.number?.integer
    else { return nil }
    self.init(
      stored.id, Origin(tool: tool, arguments: arguments), status: status, createdAt: Int64(created),
      updatedAt: Int64(updated), timeToLive: Int64(time), message: content["message"]?.string)
  }
}

extension TaskState.Status {
  fileprivate init?(_ content: JSONValue) {
    switch content["status"]?.string {
    case "working": self = .working
    case "cancelled": self = .cancelled
    case "completed":
      guard let result = content["result"]?.string else { return nil }
      self = .completed(Array(result.utf8))
    case "failed":
      guard let code = content["code"]?.number?.integer, let message = content["message"]?.string else { return nil }
      self = .failed(RPCError(RPCError.Code(rawValue: code), message))
    default: return nil
    }
  }
}
