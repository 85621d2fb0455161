package import JSON
package import JSONRPC
package import JSONSchema

/// What a tool's handler is given. The arguments have passed the tool's input schema.
package struct ToolCall: Sendable {
  /// Puts a question to the person at the client.
  package typealias Ask = @Sendable (ElicitationQuestion) async -> ElicitationAnswer

  package let arguments: JSONObject
  /// What came in another form than the schema's and was understood, or was ignored.
  package let notes: [CoercionNote]
  /// Nil if the client did not ask for progress.
  package let progress: ProgressReporter?
  /// For calls that wait: they answer with what they know when it comes.
  package let endOfInput: EndOfInput
  /// To be passed before anything is sent that may take effect.
  package let writeGate: WriteGate
  package let ask: Ask

  package init(
    arguments: JSONObject, notes: [CoercionNote] = [], progress: ProgressReporter? = nil,
    endOfInput: EndOfInput = EndOfInput(), writeGate: WriteGate = WriteGate(), ask: @escaping Ask = { _ in .cannotAsk }
  ) {
    self.arguments = arguments
    self.notes = notes
    self.progress = progress
    self.endOfInput = endOfInput
    self.writeGate = writeGate
    self.ask = ask
  }
}

/// The params of `tools/call`.
package struct ToolCallRequest: Equatable, Sendable {
  package let name: String
  package private(set) var arguments: JSONObject
  /// String or integer, like a request id. A token of another type is no token.
  package let progressToken: RequestID?
  /// Nil in the revisions with a handshake.
  package let round: InputRound?

  package init(_ params: JSONObject) throws(RPCError) {
    guard let name = params["name"]?.string else { throw .invalidParams("tools/call needs \"name\" as a string") }
    self.name = name
    switch params["arguments"] {
    case nil, .null: arguments = [:]
    case .object(let object): arguments = object
    default: throw .invalidParams("\"arguments\" must be an object")
    }
    progressToken = params["_meta"]?["progressToken"].flatMap(RequestID.init)
    round = try InputRound(params)
  }

  /// The same call with its arguments as its tool reads them. What a person is asked about, and what an answer belongs
  /// to, does not depend on how a client writes them.
  func reading(_ arguments: JSONObject) -> ToolCallRequest {
    var call = self
    call.arguments = arguments
    return call
  }
}
