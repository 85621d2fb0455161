import JSON
import MCP
import PayIn

/// Ties a published tool to an operation of the API.
struct ToolRow: Sendable {
  /// The call itself, its arguments understood.
  typealias Request = @Sendable (PayInClient) async throws(PayInError) -> ToolAnswer

  /// The name of the tool's file.
  let name: String
  let operation: Operation
  /// Checks what a schema cannot say, before anything is sent or started.
  let prepare: @Sendable (JSONObject) throws(InvalidArguments) -> Request

  init(
    _ name: String, _ operation: Operation,
    prepare: @escaping @Sendable (JSONObject) throws(InvalidArguments) -> Request
  ) {
    self.name = name
    self.operation = operation
    self.prepare = prepare
  }
}

extension ToolRow {
  func tool(_ context: ToolContext) throws -> Tool {
    try Tool(definition: ToolFile.definition(name)) { call in
      await run(call, context)
    }
  }

  private func run(_ call: ToolCall, _ context: ToolContext) async -> ToolResult {
    let request: Request
    do throws(InvalidArguments) {
      request = try prepare(call.arguments)
    } catch {
      return ToolFailure.result(of: error.problems, operation)
    }
    do throws(PayInError) {
      let client = try await context.client(for: operation)
      return try await request(client).result(call, operation, EnvironmentLabel(context, client))
    } catch {
      return ToolFailure.result(of: error, call.arguments, context.configuration.problems)
    }
  }
}
