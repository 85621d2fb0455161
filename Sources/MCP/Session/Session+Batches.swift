import JSONRPC

// Batches exist in one revision only.

extension Session {
  func receiveBatch(_ messages: [Result<Message, RefusedMessage>]) {
    let output = output
    guard negotiated?.has(.batches) == true, !messages.isEmpty else {
      let error = RPCError(.invalidRequest, messages.isEmpty ? "the batch is empty" : "no batches in this revision")
      return output.enqueue(Reply.encode(id: nil, error: error) + Self.newline)
    }
    let expected = messages.filter(\.expectsAnswer).count
    let batch = BatchReply(count: expected) { output.enqueue($0 + Self.newline) }
    for message in messages {
      receive(message.refusedInBatch) { batch.add($0) }
    }
  }
}

extension Result<Message, RefusedMessage> {
  fileprivate var expectsAnswer: Bool {
    switch self {
    case .success(.request), .failure: true
    case .success(.notification), .success(.response): false
    }
  }

  /// Refuses what cannot be part of a batch: `initialize` must stand alone (2025-03-26, basic: lifecycle), and a
  /// request that listens would withhold the answers to the others until the end.
  fileprivate var refusedInBatch: Result<Message, RefusedMessage> {
    guard case .success(.request(let request)) = self,
      [MethodName.initialize, MethodName.listen].contains(request.method)
    else { return self }
    let error = RPCError(.invalidRequest, "\(request.method) cannot be part of a batch")
    return .failure(RefusedMessage(id: request.id, error: error))
  }
}
