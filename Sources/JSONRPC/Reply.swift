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

  /// A request that nobody answered would leave its client waiting.
  deinit {
    settle(with: Self.encode(id: id, error: .internalError))
  }

  package func succeed(_ result: JSONObject) {
    var writer = JSONWriter()
    writer.write(result)
    succeed(encoded: writer.bytes)
  }

  /// `result` is one JSON object.
  package func succeed(encoded result: [UInt8]) {
    var writer = JSONWriter(capacity: result.count + 64)
    writer.writeRaw(#"{"jsonrpc":"2.0","id":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw(#","result":"#)
    writer.writeRaw(result)
    writer.writeRaw("}")
    settle(with: writer.bytes)
  }

  package func fail(_ error: RPCError) {
    settle(with: Self.encode(id: id, error: error))
  }

  /// A result is one JSON object, encoded.
  package func answer(with result: Result<[UInt8], RPCError>) {
    switch result {
    case .success(let result): succeed(encoded: result)
    case .failure(let error): fail(error)
    }
  }

  /// For a cancelled request: there is no answer.
  package func drop() {
    settle(with: nil)
  }

  /// Does `send` unless the request is settled; an answer cannot overtake it.
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
