import Glibc
import JSON
import JSONRPC

/// The place where tasks outlive their process. Several processes may share it. Without one tasks are kept in memory.
package protocol TaskStore: Sendable {
  /// Adds a task that works. May remove what has expired, and nothing else.
  func add(_ task: StoredTask) async -> TaskDurability
  /// Replaces a task that works by how it has ended. The first end stays, whichever process it comes from.
  ///
  /// - Returns: the task that is kept then; nil if it was removed. Throws if the place cannot be used.
  func end(_ task: StoredTask) async throws -> StoredTask?
  /// Returns nil if there is no such task. Throws if the place cannot be used.
  func task(_ id: String) async throws -> StoredTask?
  func remove(_ id: String) async
}

/// How long a new task is kept.
package enum TaskDurability: Sendable {
  /// A later process will find it.
  case persistent
  /// In a store that ends with this process.
  case processLifetime
  /// In memory alone: the store is full or cannot be used.
  case none
}

/// A task as a store keeps it. Only this target reads its content.
package struct StoredTask: Equatable, Sendable {
  package let id: String
  /// The time from which it may be removed, in milliseconds since 1970.
  package let expiry: Int64
  package let hasEnded: Bool
  package let content: String

  package init(id: String, expiry: Int64, hasEnded: Bool, content: String) {
    (self.id, self.expiry, self.hasEnded, self.content) = (id, expiry, hasEnded, content)
  }
}

/// The bounds of tasks, and what they need of their surroundings.
package struct TaskSettings: Sendable {
  package var store: (any TaskStore)?
  /// The greatest number of tasks that work in one process. With ended ones it keeps eight times as many. A call beyond
  /// either is answered itself.
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
      id: id, expiry: expiry, hasEnded: !isWorking,
      content: String(decoding: JSONWriter.bytes(of: .object(content)), as: UTF8.self))
  }

  /// The last millisecond of the year 9999, beyond which no date is written.
  private static let times: ClosedRange<Int64> = 0...253_402_300_799_999
  /// A year in milliseconds, longer than any task lasts.
  private static let lifetimes: ClosedRange<Int64> = 0...31_536_000_000

  /// Returns nil for a content that this version does not understand, or did not write: the file may be another's.
  init?(_ stored: StoredTask) {
    guard let content = try? JSONParser.parse(Array(stored.content.utf8)), let tool = content["tool"]?.string,
      let arguments = content["arguments"]?.object, let status = Status(content),
      let created = content["createdAt"]?.number?.integer, let updated = content["updatedAt"]?.number?.integer,
      let time = content["timeToLive"]?.number?.integer,
      case let (created, updated, time) = (Int64(created), Int64(updated), Int64(time)),
      Self.times.contains(created), Self.times.contains(updated), Self.lifetimes.contains(time)
    else { return nil }
    self.init(
      stored.id, Origin(tool: tool, arguments: arguments), status: status, createdAt: created, updatedAt: updated,
      timeToLive: time, message: content["message"]?.string)
  }
}

extension TaskState.Status {
  fileprivate init?(_ content: JSONValue) {
    switch content["status"]?.string {
    case "working": self = .working
    case "cancelled": self = .cancelled
    case "completed":
      guard let result = content["result"]?.string, let bytes = Self.line(result) else { return nil }
      self = .completed(bytes)
    case "failed":
      guard let code = content["code"]?.number?.integer, let message = content["message"]?.string else { return nil }
      self = .failed(RPCError(RPCError.Code(rawValue: code), message))
    default: return nil
    }
  }

  /// The bytes of a result, which are written as they are: nil unless they are one JSON object on one line.
  private static func line(_ result: String) -> [UInt8]? {
    let bytes = Array(result.utf8)
    guard !bytes.contains(where: { $0 < 0x20 }), (try? JSONParser.parse(bytes))?.object != nil else { return nil }
    return bytes
  }
}
