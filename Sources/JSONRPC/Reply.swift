package import JSON
import Synchronization

/// The right to answer one request, exactly once. Messages about the request go out before its answer, never after.
package final class Reply: Sendable {
  /// Takes the answer as one JSON object, or nil if there will be none.
  package typealias Sink = @Sendable ([UInt8]?) -> Void

  package let id: RequestID
  private let sink: Sink
  private let isSettled = Mutex(false)

  package init(id: RequestID, sink: @escaping Sink) {
    self.id = id
    self.sink = sink
  }

  /// A request without an answer would leave its client waiting.
  deinit {
    if !isSettled.withLock(\.self) { settle(with: Self.encode(id: id, error: .internalError)) }
  }

  package func succeed(_ result: JSONObject) {
    settle(with: encoded { $0.write(result) })
  }

  /// `result` is one JSON object.
  package func succeed(encoded result: [UInt8]) {
    settle(with: encoded(capacity: result.count) { $0.writeRaw(result) })
  }

  /// Encodes an answer without sending it.
  ///
  /// - Parameters:
  ///   - capacity: the bytes that the result is likely to have.
  ///   - write: writes the result, one JSON object.
  package func encoded(
    capacity: Int = 256, escapesInvisible: Bool = false, _ write: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(capacity: capacity + 64, escapesInvisible: escapesInvisible)
    writer.writeRaw(#"{"jsonrpc":"2.0","id":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw(#","result":"#)
    write(&writer)
    writer.writeRaw("}")
    return writer.bytes
  }

  package func fail(_ error: RPCError) {
    settle(with: Self.encode(id: id, error: error))
  }

  /// Answers with an answer that `encoded` has made, or with an error.
  package func answer(with result: Result<[UInt8], RPCError>) {
    switch result {
    case .success(let answer): settle(with: answer)
    case .failure(let error): fail(error)
    }
  }

  /// Gives up the right to answer, for a cancelled request.
  package func drop() {
    settle(with: nil)
  }

  /// Calls `send` unless the request is settled; an answer cannot overtake it.
  package func whileUnsettled(_ send: () -> Void) {
    isSettled.withLock { if !$0 { send() } }
  }

  package static func encode(id: RequestID?, error: RPCError) -> [UInt8] {
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","#)
    if let id {
      writer.writeRaw(#""id":"#)
      writer.writeRaw(id.encoded)
      writer.writeRaw(",")
    }
    writer.writeRaw(#""error":"#)
    writer.write(error.object)
    writer.writeRaw("}")
    return writer.bytes
  }

  private func settle(with answer: [UInt8]?) {
    isSettled.withLock { isSettled in
      guard !isSettled else { return }
      isSettled = true
      sink(answer)
    }
  }
}

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
