import Synchronization

/// Collects the answers of one batch and sends them as one array when the last has come (JSON-RPC 2.0, section 6).
package final class BatchReply: Sendable {
  private struct State {
    var answers: [[UInt8]] = []
    var outstanding: Int
  }

  private let state: Mutex<State>
  private let send: @Sendable ([UInt8]) -> Void

  /// `count` answers are expected. `send` gets a JSON array; it is not called if none of them has content.
  package init(count: Int, send: @escaping @Sendable ([UInt8]) -> Void) {
    state = Mutex(State(outstanding: count))
    self.send = send
  }

  package func add(_ answer: [UInt8]?) {
    let complete: [[UInt8]]? = state.withLock { state in
      if let answer { state.answers.append(answer) }
      state.outstanding -= 1
      return state.outstanding == 0 ? state.answers : nil
    }
    guard let complete, !complete.isEmpty else { return }
    send([UInt8(ascii: "[")] + complete.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")])
  }
}
