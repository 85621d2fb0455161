import JSON
import MCP
import PayIn

/// Ties a published tool to an operation of the API.
struct ToolRow: Sendable {
  /// What a person who is asked must know of the thing that an id stands for.
  typealias Subject = @Sendable (PayInClient, JSONObject) async -> ConfirmationSubject
  /// The call itself, its arguments understood.
  typealias Request = @Sendable (PayInClient) async throws(PayInError) -> ToolAnswer

  /// The name of the tool's file.
  let name: String
  let operation: Operation
  /// The tokens and chains that the arguments name; also checked before anything is sent.
  let choices: @Sendable (JSONObject) -> [AssetChoice]
  /// Checks what a schema cannot say, before anything is sent or started.
  let prepare: @Sendable (JSONObject) throws(InvalidArguments) -> Request
  let subject: Subject

  init(
    _ name: String, _ operation: Operation,
    assets choices: @escaping @Sendable (JSONObject) -> [AssetChoice] = { _ in [] },
    about subject: @escaping Subject = { _, _ in ConfirmationSubject() },
    prepare: @escaping @Sendable (JSONObject) throws(InvalidArguments) -> Request
  ) {
    self.name = name
    self.operation = operation
    self.choices = choices
    self.subject = subject
    self.prepare = prepare
  }
}

extension ToolRow {
  func tool(_ context: ToolContext) throws -> Tool {
    try Tool(definition: context.confirmation.published(ToolFile.definition(name), operation)) { call in
      await run(call, context)
    }
  }

  private func run(_ call: ToolCall, _ context: ToolContext) async -> ToolResult {
    let start = context.time.now()
    do throws(InvalidArguments) {
      let request = try prepare(call.arguments)
      let warnings = try await assetWarnings(call.arguments, context)
      return await send(request, call, context, warnings, since: start)
    } catch {
      return ToolFailure.result(
        of: error.problems, operation, next: error.next, for: context.reader)
    }
  }

  /// Throws if tokens or chains are certainly wrong. Says nothing where the call is refused for another reason.
  private func assetWarnings(
    _ arguments: JSONObject, _ context: ToolContext
  ) async throws(InvalidArguments) -> [Warning] {
    guard context.configuration.allowsWrites, context.configuration.errors.isEmpty else { return [] }
    let findings = await context.assets.findings(for: choices(arguments)) { () throws(PayInError) in
      try await context.client(for: operation)
    }
    let refused = findings.filter(\.isCertain)
    guard refused.isEmpty else { throw InvalidArguments(refused) }
    return findings.map(Warning.init)
  }

  private func send(
    _ request: Request, _ call: ToolCall, _ context: ToolContext, _ warnings: [Warning],
    since start: ContinuousClock.Instant
  ) async -> ToolResult {
    do throws(PayInError) {
      // The look-up of tokens and chains counts; the start of an embedded sandbox, which comes with it, is no matter.
      let client = try await context.client(for: operation).withElapsed(start.duration(to: context.time.now()))
        .writing(if: call.writeGate.pass)
      try client.guardWrite(operation, over: call.arguments.amountIfAny)
      let environment = EnvironmentLabel(context, client)
      let refusal = await context.confirmation.refusal(of: call, name, operation, environment) {
        await subject(client, call.arguments)
      }
      if let refusal { return refusal }
      var answer = try await request(client)
      if operation.credential == .sandboxToken { context.watches.pollNow() }
      let watched = context.assets.findings(monitored: answer.monitoredChains)
      answer.warnings = warnings + watched.map(Warning.init) + answer.warnings
      answer.warnings += context.addressWarnings(answer, operation)
      return answer.result(call, operation, environment)
    } catch {
      return ToolFailure.result(
        of: error, call.arguments, context.configuration.errors, warnings, for: context.reader)
    }
  }
}
