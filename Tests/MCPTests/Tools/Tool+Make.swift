import JSON
import MCP
import Synchronization

extension Tool {
  static func make(
    _ name: String, inputSchema: JSONValue = ["type": "object", "properties": [:]], handler: @escaping Handler
  ) -> Tool {
    let definition: JSONObject = [
      "name": .string(name), "title": .string(name.uppercased()), "description": "A tool for tests.",
      "inputSchema": inputSchema,
      "outputSchema": ["type": "object", "properties": ["text": ["type": "string"]]],
      "annotations": [
        "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false,
      ],
    ]
    do {
      return try Tool(definition: definition, handler: handler)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Answers with its argument `text`.
  static let echo = make(
    "echo",
    inputSchema: [
      "type": "object", "properties": ["text": ["type": "string", "description": "To be echoed."]],
      "additionalProperties": false,
    ]
  ) { call in
    .success("Echoed.", structured: ["text": call.arguments["text"] ?? ""])
  }
}

/// A door that calls wait at until it is opened, or until they are cancelled.
final class Door: Sendable {
  private enum State {
    case closed([CheckedContinuation<Void, Never>])
    case open
  }

  private let state = Mutex(State.closed([]))
  private let arrivals: AsyncStream<Void>
  private let arrived: AsyncStream<Void>.Continuation
  private let endings: AsyncStream<Bool>
  private let ended: AsyncStream<Bool>.Continuation

  init() {
    (arrivals, arrived) = AsyncStream.makeStream()
    (endings, ended) = AsyncStream.makeStream()
  }

  /// A tool that waits at the door.
  func tool(_ name: String = "wait") -> Tool {
    .make(name) { [self] _ in
      await wait()
      return .success("Waited.", structured: ["text": "done"])
    }
  }

  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          guard case .closed(let waiting) = state, !Task.isCancelled else { return true }
          state = .closed(waiting + [continuation])
          return false
        }
        arrived.yield()
        if isOpen { continuation.resume() }
      }
    } onCancel: {
      open()
    }
    ended.yield(Task.isCancelled)
  }

  func open() {
    let waiting = state.withLock { state in
      guard case .closed(let waiting) = state else { return [CheckedContinuation<Void, Never>]() }
      state = .open
      return waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns when a call has reached the door.
  func waitForArrival() async {
    for await _ in arrivals { return }
  }

  /// Returns when a call has left the door; true if it was cancelled.
  func waitForEnding() async -> Bool {
    for await wasCancelled in endings { return wasCancelled }
    return false
  }
}
