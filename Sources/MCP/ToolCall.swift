package import JSON
package import JSONSchema

/// What a tool's handler is given. The arguments have passed the tool's input schema.
package struct ToolCall: Sendable {
  package let arguments: JSONObject
  /// Values that came in another JSON type than the schema's and were read by their text.
  package let notes: [CoercionNote]
  /// Nil if the client did not ask for progress.
  package let progress: ProgressReporter?

  package init(arguments: JSONObject, notes: [CoercionNote] = [], progress: ProgressReporter? = nil) {
    self.arguments = arguments
    self.notes = notes
    self.progress = progress
  }
}
