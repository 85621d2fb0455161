import JSON

/// One line of input, decoded.
package enum Inbound: Equatable, Sendable {
  case single(Result<Message, RefusedMessage>)
  /// A JSON array. Whether batches are allowed depends on the protocol revision.
  case batch([Result<Message, RefusedMessage>])

  package static let oversized = Inbound.single(
    .failure(RefusedMessage(id: nil, error: RPCError(.parseError, "the line is longer than the limit"))))

  /// Decodes a line without its newline. Never throws: a mistake in the line is part of the value.
  package init(decoding line: UnsafeRawBufferPointer) {
    do {
      self.init(try JSONParser.parse(line))
    } catch  where error.code == .loneSurrogate {
      self = .single(.failure(Self.refusalOfLoneSurrogate(line, error)))
    } catch {
      let text = "not JSON: \(error)"
      self = .single(.failure(RefusedMessage(id: nil, error: RPCError(.parseError, text))))
    }
  }

  private init(_ value: JSONValue) {
    if case .array(let elements) = value {
      self = .batch(elements.map { element in Result { () throws(RefusedMessage) in try Message(element) } })
    } else {
      self = .single(Result { () throws(RefusedMessage) in try Message(value) })
    }
  }

  /// A cut emoji must not leave a client waiting, so the id is looked for although the message cannot be used.
  private static func refusalOfLoneSurrogate(_ line: UnsafeRawBufferPointer, _ cause: JSONError) -> RefusedMessage {
    let value = try? JSONParser.parse(line, loneSurrogates: .replace)
    let id = value?["id"].flatMap(RequestID.init)
    return RefusedMessage(id: id, error: .invalidParams("text cannot be read: \(cause)"))
  }
}
