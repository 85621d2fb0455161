import JSON
import MCP

extension ToolSelection {
  /// The tool without advice to call one that is not there: a model would only learn that it does not exist.
  func hidingUnlistedSteps(_ tool: Tool) throws -> Tool {
    try Tool(definition: tool.definition) { call in
      withoutUnlistedStep(await tool.handler(call))
    }
  }

  private func withoutUnlistedStep(_ result: ToolResult) -> ToolResult {
    guard let next = result.object["next"]?["tool"]?.string, !names.contains(next) else { return result }
    var object = result.object
    object["next"] = nil
    return result.isError
      ? .failure(result.summary, error: object, metaKey: ToolFailure.metaKey)
      : .success(result.summary, structured: object)
  }
}
