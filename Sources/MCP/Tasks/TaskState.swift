import Formats
package import JSON
package import JSONRPC

/// The state machine of one task: working, then completed, failed or cancelled. Pure: its owner runs the work.
///
/// Times are milliseconds since 1970 by the machine's clock, because they must mean the same in the next process.
package struct TaskState: Equatable, Sendable {
  package enum Status: Equatable, Sendable {
    case working
    /// The call has a result, which may be one with `isError`. The bytes are its encoded JSON.
    case completed([UInt8])
    /// The call has ended in a JSON-RPC error, and in nothing else.
    case failed(RPCError)
    case cancelled
  }

  /// The call that has become the task.
  package struct Origin: Equatable, Sendable {
    package let tool: String
    /// The arguments as the client sent them. A cursor to wait from is one of them, so that they are all that a later
    /// process needs to go on.
    package let arguments: JSONObject

    package init(tool: String, arguments: JSONObject) {
      self.tool = tool
      self.arguments = arguments
    }
  }

  /// The time in milliseconds for which an ended task is kept.
  static let retention: Int64 = 3_600_000

  package let id: String
  package let origin: Origin
  package let createdAt: Int64
  package private(set) var updatedAt: Int64
  /// The milliseconds from the creation after which the task may be unknown. It shrinks when the task ends early.
  package private(set) var timeToLive: Int64
  package private(set) var status: Status
  package private(set) var message: String?

  /// - Parameter limit: the milliseconds that the work may take.
  init(_ id: String, _ origin: Origin, limit: Int64, message: String?, at now: Int64) {
    (self.id, self.origin, self.message) = (id, origin, message)
    (createdAt, updatedAt) = (now, now)
    timeToLive = limit + Self.retention
    status = .working
  }

  /// A task of an earlier process.
  init(
    _ id: String, _ origin: Origin, status: Status, createdAt: Int64, updatedAt: Int64, timeToLive: Int64,
    message: String?
  ) {
    (self.id, self.origin, self.status, self.message) = (id, origin, status, message)
    (self.createdAt, self.updatedAt, self.timeToLive) = (createdAt, updatedAt, timeToLive)
  }

  var isWorking: Bool { status == .working }
  /// The time from which the task may be unknown.
  var expiry: Int64 { createdAt + timeToLive }

  /// The milliseconds that the work may still take.
  func remaining(at now: Int64) -> Int64 {
    max(expiry - Self.retention - now, 0)
  }

  /// Notes how far the work is. Returns whether that is new; an ended task has no news.
  mutating func report(_ message: String, at now: Int64) -> Bool {
    guard isWorking, message != self.message else { return false }
    self.message = message
    updatedAt = max(updatedAt, now)
    return true
  }

  /// Takes over how another process, or the store, has ended the task. Returns false if it has ended before.
  mutating func adopt(_ ended: TaskState) -> Bool {
    guard isWorking, !ended.isWorking else { return false }
    self = ended
    return true
  }

  /// Ends the task. Returns false if it has ended before: the first end counts.
  mutating func end(_ status: Status, at now: Int64) -> Bool {
    guard isWorking, status != .working else { return false }
    self.status = status
    message = if case .failed(let error) = status { error.message } else { nil }
    updatedAt = max(updatedAt, now)
    timeToLive = updatedAt - createdAt + Self.retention
    return true
  }

  /// The milliseconds after which a client should ask again: a sixteenth of the task's age, between 5 s and a minute.
  /// Nil once the task has ended.
  func pollInterval(at now: Int64) -> Int64? {
    isWorking ? min(max((now - createdAt) / 16, 5_000), 60_000) : nil
  }

  /// The name of the status on the wire.
  var statusName: String {
    switch status {
    case .working: "working"
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }

  /// The bytes of the result that is kept.
  var resultCount: Int {
    if case .completed(let result) = status { result.count } else { 0 }
  }
}

extension TaskState {
  /// Writes the members of a task's object, with its result or error, from the first name to the last value.
  func write(to writer: inout JSONWriter, at now: Int64) {
    writer.writeRaw(#""taskId":"#)
    writer.write(id)
    writer.writeRaw(#","status":"#)
    writer.write(statusName)
    if let message {
      writer.writeRaw(#","statusMessage":"#)
      writer.write(message)
    }
    writer.writeRaw(#","createdAt":"#)
    writer.write(RFC3339.text(milliseconds: createdAt))
    writer.writeRaw(#","lastUpdatedAt":"#)
    writer.write(RFC3339.text(milliseconds: updatedAt))
    writer.writeRaw(#","ttlMs":"#)
    writer.write(.number(JSONNumber(timeToLive)))
    if let interval = pollInterval(at: now) {
      writer.writeRaw(#","pollIntervalMs":"#)
      writer.write(.number(JSONNumber(interval)))
    }
    writeOutcome(to: &writer)
  }

  private func writeOutcome(to writer: inout JSONWriter) {
    switch status {
    case .working, .cancelled: break
    case .completed(let result):
      writer.writeRaw(#","result":"#)
      writer.writeRaw(result)
    case .failed(let error):
      writer.writeRaw(#","error":"#)
      writer.write(error.object)
    }
  }
}
