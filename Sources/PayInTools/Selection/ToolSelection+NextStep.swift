import JSON
import MCP

extension ToolSelection {
  /// The tool without advice to call one that is not there: a model would only learn that it does not exist.
  func advising(_ tool: Tool) throws -> Tool {
    try Tool(definition: tool.definition) { call in
      withoutAdvice(await tool.handler(call))
    }
  }

  private func withoutAdvice(_ result: ToolResult) -> ToolResult {
    guard let next = result.object["next"]?["tool"]?.string, !names.contains(next) else { return result }
    var object = result.object
    object["next"] = nil
    return result.isError
      ? .failure(result.summary, error: object, metaKey: ToolFailure.metaKey)
      : .success(result.summary, structured: object)
  }
}
