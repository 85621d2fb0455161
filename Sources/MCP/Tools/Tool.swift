package import JSON
package import JSONSchema

/// One tool: its published definition and its handler.
package struct Tool: Sendable {
  package typealias Handler = @Sendable (ToolCall) async -> ToolResult

  /// The definition as published under the newest revision: `name`, `title`, `description`, `inputSchema`,
  /// `outputSchema`, `annotations`. Older revisions get a projection of it.
  package private(set) var definition: JSONObject
  package let name: String
  package let inputSchema: JSONSchema
  package let handler: Handler
  /// How calls run as tasks; nil if they never do.
  package let taskPolicy: TaskPolicy?

  /// Throws if the definition has no name or its input schema is outside the portable subset.
  package init(definition: JSONObject, taskPolicy: TaskPolicy? = nil, handler: @escaping Handler) throws {
    guard let name = definition["name"]?.string else { throw ToolDefinitionError.missing("name") }
    guard let schema = definition["inputSchema"] else { throw ToolDefinitionError.missing("inputSchema") }
    self.definition = definition
    self.name = name
    self.inputSchema = try JSONSchema.compile(schema)
    self.handler = handler
    self.taskPolicy = taskPolicy
  }

  /// Returns the same tool, described in other words. Only texts may differ from the definition it has.
  package func described(by definition: JSONObject) -> Tool {
    var tool = self
    tool.definition = definition
    return tool
  }

  /// The annotation `readOnlyHint`. Absent means false, as in the specification.
  package var isReadOnly: Bool {
    definition["annotations"]?["readOnlyHint"]?.bool ?? false
  }
}

/// A mistake in our own definitions, found at the start.
package enum ToolDefinitionError: Error, Equatable {
  case missing(String)
  case repeatedName(String)
}
