import JSON
import JSONRPC
import Synchronization

/// Sends `notifications/progress` for one request: strictly increasing, at most one in 100 ms, none after the answer.
///
/// A late or invented progress message makes clients drop the connection, so it goes through the request's `Reply`.
package final class ProgressReporter: Sendable {
  package typealias Now = @Sendable () -> ContinuousClock.Instant

  private static let minimumInterval = Duration.milliseconds(100)

  private struct State {
    var progress: Int?
    var sentAt: ContinuousClock.Instant?
  }

  private let token: RequestID
  private let reply: Reply
  private let output: OutputQueue
  private let hasMessage: Bool
  private let now: Now
  private let state = Mutex(State())

  init(token: RequestID, reply: Reply, output: OutputQueue, revision: ProtocolRevision, now: @escaping Now) {
    self.token = token
    self.reply = reply
    self.output = output
    self.hasMessage = revision.has(.progressMessages)
    self.now = now
  }

  /// Values that do not increase, and values too soon after the last, are left out.
  package func report(_ progress: Int, of total: Int? = nil, message: String? = nil) {
    guard isDue(progress) else { return }
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"#)
    writer.writeRaw(token.encoded)
    writer.writeRaw(#","progress":"#)
    writer.write(.number(JSONNumber(progress)))
    if let total {
      writer.writeRaw(#","total":"#)
      writer.write(.number(JSONNumber(total)))
    }
    if let message, hasMessage {
      writer.writeRaw(#","message":"#)
      writer.write(message)
    }
    writer.writeRaw("}}\n")
    reply.whileUnsettled { output.enqueue(writer.bytes) }
  }

  private func isDue(_ progress: Int) -> Bool {
    let time = now()
    return state.withLock { state in
      if let last = state.progress, progress <= last { return false }
      if let last = state.sentAt, time - last < Self.minimumInterval { return false }
      state = State(progress: progress, sentAt: time)
      return true
    }
  }
}
