package import JSON
package import JSONRPC
package import JSONSchema

/// One call as a tool's handler gets it. The arguments have passed the tool's input schema.
package struct ToolCall: Sendable {
  /// Puts a question to the person at the client.
  package typealias Ask = @Sendable (ElicitationQuestion) async -> ElicitationAnswer
  /// Puts a form to the person at the client.
  package typealias Fill = @Sendable (ElicitationForm) async -> FormAnswer

  package let arguments: JSONObject
  /// Says which arguments came in another form than the schema's and were understood, or were ignored.
  package let notes: [CoercionNote]
  /// The reporter of progress, or nil if the client did not ask for progress.
  package let progress: ProgressReporter?
  /// Tells a call that waits to answer with what it knows.
  package let endOfInput: EndOfInput
  /// The gate that must be passed before anything is sent that may take effect.
  package let writeGate: WriteGate
  package let ask: Ask
  package let fill: Fill
  /// The task that the call runs as, or nil if its result is the answer to its request.
  package let task: TaskContext?

  package init(
    arguments: JSONObject, notes: [CoercionNote] = [], progress: ProgressReporter? = nil,
    endOfInput: EndOfInput = EndOfInput(), writeGate: WriteGate = WriteGate(), ask: @escaping Ask = { _ in .cannotAsk },
    fill: @escaping Fill = { _ in .cannotAsk }, task: TaskContext? = nil
  ) {
    self.arguments = arguments
    self.notes = notes
    self.progress = progress
    self.endOfInput = endOfInput
    self.writeGate = writeGate
    self.ask = ask
    self.fill = fill
    self.task = task
  }
}

/// The params of `tools/call`.
package struct ToolCallRequest: Equatable, Sendable {
  package let name: String
  package private(set) var arguments: JSONObject
  /// The token, a string or an integer like a request id, or nil. A token of another type is ignored.
  package let progressToken: RequestID?
  /// The answers that the call brings; nil in the revisions with a handshake.
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

  /// Returns the same call with its arguments as its tool reads them. The question to a person, and the call that an
  /// answer belongs to, do not depend on how a client writes them.
  func reading(_ arguments: JSONObject) -> ToolCallRequest {
    var call = self
    call.arguments = arguments
    return call
  }
}
