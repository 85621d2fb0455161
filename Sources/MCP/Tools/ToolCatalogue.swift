package import JSON
package import JSONRPC
package import JSONSchema

/// The tools of this process, in the order they are listed. They are fixed at the start.
package struct ToolCatalogue: Sendable {
  /// Turns what the schema found wrong with a call's arguments into the result the model reads.
  package typealias Refusal = @Sendable (Tool, SchemaViolations) -> ToolResult

  /// Makes the result of a call that the end of the server cut short, told whether the call had sent a write.
  package typealias Interruption = @Sendable (Tool, _ hasSent: Bool) -> ToolResult

  /// Decides whether an argument that the tool does not take may be ignored; the result then says so.
  package typealias IgnoredArgument = @Sendable (Tool, _ name: String, _ value: JSONValue) -> Bool

  /// Says why a tool of this name is not listed; nil for a name that is no tool at all.
  package typealias Absence = @Sendable (_ name: String) -> String?

  /// Hides secrets in a name that a client gave.
  package typealias Masking = @Sendable (_ name: String) -> String

  package let tools: [Tool]
  package let interrupted: Interruption
  private let refuse: Refusal
  private let isIgnored: IgnoredArgument
  private let absence: Absence
  private let mask: Masking

  /// Throws `ToolDefinitionError.repeatedName` if two tools have one name.
  package init(
    tools: [Tool], refuse: @escaping Refusal, interrupted: @escaping Interruption,
    ignoring isIgnored: @escaping IgnoredArgument = { _, _, _ in false }, absence: @escaping Absence = { _ in nil },
    masking mask: @escaping Masking = { $0 }
  ) throws {
    for (index, tool) in tools.enumerated() where tools[..<index].contains(where: { $0.name == tool.name }) {
      throw ToolDefinitionError.repeatedName(tool.name)
    }
    self.tools = tools
    self.refuse = refuse
    self.interrupted = interrupted
    self.isIgnored = isIgnored
    self.absence = absence
    self.mask = mask
  }

  package subscript(name: String) -> Tool? {
    tools.first { $0.name.hasSameBytes(as: name) }
  }

  /// The error of a call of a tool that is not listed.
  package func unknown(_ name: String) -> RPCError {
    let reason = absence(name).map { ". \($0)" } ?? ""
    return .invalidParams("unknown tool: \(mask(name).visibleExcerpt())\(reason)")
  }

  /// Returns the arguments of a call as the tool's schema reads them, before they are checked.
  package func read(_ arguments: JSONObject, for tool: Tool) -> CoercedArguments {
    CoercedArguments(
      ArgumentCoercion.apply(to: arguments, tool.inputSchema) { name, value in isIgnored(tool, name, value) })
  }

  /// The refusal of arguments that the tool cannot take, or nil. No unknown name is ignored: a person who writes a call
  /// can correct it at once.
  package func refusal(of arguments: JSONObject, for tool: Tool) -> ToolResult? {
    let read = ArgumentCoercion.apply(to: arguments, tool.inputSchema).arguments
    let violations = tool.inputSchema.validate(.object(read))
    return violations.isEmpty ? nil : refuse(tool, violations)
  }

  /// Checks the arguments against the tool's schema and runs it only if they fit.
  package func call(
    _ tool: Tool, arguments: JSONObject, progress: ProgressReporter? = nil, endOfInput: EndOfInput = EndOfInput(),
    writeGate: WriteGate = WriteGate(), ask: @escaping ToolCall.Ask = { _ in .cannotAsk }
  ) async -> ToolResult {
    await call(
      tool, read(arguments, for: tool), progress: progress, endOfInput: endOfInput, writeGate: writeGate, ask: ask)
  }

  package func call(
    _ tool: Tool, _ read: CoercedArguments, progress: ProgressReporter? = nil, endOfInput: EndOfInput = EndOfInput(),
    writeGate: WriteGate = WriteGate(), ask: @escaping ToolCall.Ask = { _ in .cannotAsk },
    fill: @escaping ToolCall.Fill = { _ in .cannotAsk }, task: TaskContext? = nil
  ) async -> ToolResult {
    let violations = tool.inputSchema.validate(.object(read.arguments))
    guard violations.isEmpty else { return refuse(tool, violations) }
    let call = ToolCall(
      arguments: read.arguments, notes: read.notes, progress: progress, endOfInput: endOfInput, writeGate: writeGate,
      ask: ask, fill: fill, task: task)
    return await tool.handler(call)
  }
}

/// The arguments of a call as the tool's schema reads them.
package struct CoercedArguments: Sendable {
  package let arguments: JSONObject
  package let notes: [CoercionNote]

  init(_ read: (arguments: JSONObject, notes: [CoercionNote])) {
    (arguments, notes) = read
  }
}
