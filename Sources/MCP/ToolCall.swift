package import JSON
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
