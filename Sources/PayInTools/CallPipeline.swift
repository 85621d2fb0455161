import JSON
import JSONSchema
import MCP
import PayIn

/// The path of every call: check the arguments, look tokens and chains up, guard, confirm, send, answer.
///
/// `ToolCatalogue` has coerced the arguments and checked them against the tool's schema before a call comes here;
/// `refusal` is what it answers where they do not fit.
final class CallPipeline: Sendable {
  let tool: ToolDeclaration
  let context: ToolContext
  let selection: ToolSelection

  init(tool: ToolDeclaration, context: ToolContext, selection: ToolSelection) {
    (self.tool, self.context, self.selection) = (tool, context, selection)
  }

  /// The tool as it is published, with its calls on this path. Its schema is compiled here and nowhere else.
  ///
  /// Throws if the tool's file is missing or unsound: a defect of the build.
  func published(_ texts: ToolTexts) throws -> Tool {
    var definition = try ToolFile.definition(tool.name)
    if let operation = tool.operation { definition = context.confirmation.published(definition, operation) }
    var policy = tool.taskPolicy?(context.reader)
    policy?.canWait = { [self] arguments in canStart(arguments) }
    let published = try Tool(definition: definition, taskPolicy: policy) { [self] call in await result(of: call) }
    return texts.applied(to: published)
  }

  func result(of call: ToolCall) async -> ToolResult {
    let start = context.time.now()
    do throws(InvalidArguments) {
      switch tool.handler {
      case .api(let operation, let prepare):
        var (request, call) = (try prepare(call.arguments), call)
        let (spelled, warnings) = try await reviewedAssets(call, operation)
        if !spelled.changes.isEmpty {
          call = call.reading(spelled.arguments)
          request = try prepare(call.arguments)
        }
        return selection.hidingUnlistedStep(await send(request, operation, call, warnings, since: start))
      case .local(let prepare):
        let answer = try prepare(localCall(call))
        return selection.hidingUnlistedStep(await answerLocally(answer, call))
      }
    } catch {
      return selection.hidingUnlistedStep(
        ToolFailure.result(of: error.problems, isWrite: tool.isWrite, next: error.next, for: context.reader))
    }
  }

  /// Spells tokens and chains as the host does, warns of those that may be wrong, and throws if they certainly are. There
  /// are no warnings where the call is refused for another reason.
  private func reviewedAssets(
    _ call: ToolCall, _ operation: Operation
  ) async throws(InvalidArguments) -> (SpelledArguments, [Warning]) {
    let choices = tool.assets(call.arguments)
    let isRefused = tool.isWrite && !context.configuration.allowsWrites
    guard !choices.isEmpty, !isRefused, context.configuration.errors.isEmpty else {
      return (SpelledArguments(call.arguments, []), [])
    }
    let context = context
    let (spelled, findings) = await context.assets.review(choices) { () throws(PayInError) in
      try await context.client(for: operation)
    }
    let refused = findings.filter(\.isCertain)
    guard refused.isEmpty else { throw InvalidArguments(refused) }
    let arguments = SpelledArguments(call.arguments, spelled)
    return (arguments, [arguments.warning].compactMap(\.self) + findings.map(Warning.init))
  }

  private func send(
    _ request: ToolDeclaration.Request, _ operation: Operation, _ call: ToolCall, _ warnings: [Warning],
    since start: ContinuousClock.Instant
  ) async -> ToolResult {
    let record = JournalledCall(context, tool, operation, call.arguments)
    do throws(PayInError) {
      let client = try await guardedClient(operation, call, since: start, record)
      let environment = EnvironmentLabel(context, client)
      switch await confirmation(operation, call, client, environment) {
      case .agreed(let consent): record?.agreed(consent, host: environment.host)
      case .refused(let result):
        await record?.refused(result)
        return result
      }
      var answer = try await request(client)
      if operation.credential == .sandboxToken { context.watches.pollNow() }
      context.calls.record(tool, call.arguments, answer.fields)
      let monitored = context.assets.findings(monitored: answer.monitoredChains)
      await context.addPaymentURI(to: &answer, operation, client)
      answer.warnings = doubts(warnings, answer) + monitored.map(Warning.init) + answer.warnings
      if let record { answer.warnings += await record.outcome(of: answer) }
      return result(of: answer, call, environment)
    } catch {
      let unrecorded = await record?.outcome(of: error) ?? []
      return failure(error, call, warnings + unrecorded)
    }
  }

  /// A read that found something has shown that its token and chain are known to the API.
  private func doubts(_ warnings: [Warning], _ answer: ToolAnswer) -> [Warning] {
    guard !tool.isWrite, !answer.findsNothing else { return warnings }
    return warnings.filter { ![.chainUnknown, .tokenUnknown, .tokenNotOnChain].contains($0.code) }
  }

  /// The client for this call. Throws if the configuration or its limits refuse the write: a person is not asked to
  /// agree to what would not be sent.
  ///
  /// The look-up of tokens and chains counts against the call's time; the start of an embedded sandbox, which comes with
  /// it, takes too little to matter.
  private func guardedClient(
    _ operation: Operation, _ call: ToolCall, since start: ContinuousClock.Instant, _ record: JournalledCall?
  ) async throws(PayInError) -> PayInClient {
    let client = try await context.client(for: operation)
      .withElapsed(start.duration(to: context.time.now()))
      .writing(if: call.writeGate.pass, after: record?.intent)
    try client.guardWrite(operation, over: call.arguments.amountIfAny)
    return client
  }

  private func confirmation(
    _ operation: Operation, _ call: ToolCall, _ client: PayInClient, _ environment: EnvironmentLabel
  ) async -> ConfirmationVerdict {
    await context.confirmation.verdict(on: call, tool, operation, environment) {
      await tool.subject(client, call.arguments)
    }
  }

  private func localCall(_ call: ToolCall) -> LocalCall {
    LocalCall(
      arguments: call.arguments, progress: call.progress, endOfInput: call.endOfInput, task: call.task,
      context: context, selection: selection)
  }

  /// Whether a call has good arguments and settings, beyond what the schema says. Nothing is sent for it.
  private func canStart(_ arguments: JSONObject) -> Bool {
    guard context.configuration.errors.isEmpty, case .local(let prepare) = tool.handler else { return false }
    let call = LocalCall(
      arguments: arguments, progress: nil, endOfInput: EndOfInput(), task: nil, context: context, selection: selection)
    return (try? prepare(call)) != nil
  }

  private func answerLocally(_ answer: ToolDeclaration.Answer, _ call: ToolCall) async -> ToolResult {
    do throws(CallFailure) {
      let answer = try await answer()
      context.calls.record(tool, call.arguments, answer.fields)
      return result(of: answer, call, EnvironmentLabel(context, hiding: answer.secret))
    } catch {
      switch error {
      case .api(let error): return failure(error, call)
      case .setting(let problem): return ToolFailure.result(of: problem, for: context.reader)
      }
    }
  }

  private func result(of answer: ToolAnswer, _ call: ToolCall, _ environment: EnvironmentLabel) -> ToolResult {
    var answer = answer
    if let operation = tool.operation { answer.warnings += context.addressWarnings(answer, operation) }
    return answer.result(call, isWrite: tool.isWrite, hasClear: !call.notes.isEmpty && hasClear, environment)
  }

  /// Whether the tool empties the fields that its argument `clear` names.
  private var hasClear: Bool {
    (try? ToolFile.definition(tool.name))?["inputSchema"]?["properties"]?["clear"] != nil
  }

  private func failure(_ error: PayInError, _ call: ToolCall, _ warnings: [Warning] = []) -> ToolResult {
    ToolFailure.result(
      of: error, call.arguments, context.configuration.errors, warnings,
      canRefillPool: selection.names.contains("inject_fault"), for: context.reader)
  }
}

extension ToolCall {
  /// The same call with its arguments as they are sent.
  fileprivate func reading(_ arguments: JSONObject) -> ToolCall {
    ToolCall(
      arguments: arguments, notes: notes, progress: progress, endOfInput: endOfInput, writeGate: writeGate, ask: ask)
  }
}

// MARK: Calls that do not get this far

extension CallPipeline {
  /// The result of a call whose arguments do not fit the tool's schema.
  static func refusal(of violations: SchemaViolations, _ tool: Tool, _ context: ToolContext) -> ToolResult {
    ToolFailure.result(
      of: InvalidArguments.Problem.all(of: violations, isWrite: !tool.isReadOnly), omitted: violations.omitted,
      isWrite: !tool.isReadOnly, for: context.reader)
  }

  /// The result of a call that the end of this process cut short. A write that was sent may have taken effect; one that
  /// was not sent has done nothing, and sends nothing any more.
  static func interruption(of tool: Tool, hasSent: Bool, _ context: ToolContext) -> ToolResult {
    let operation = ToolDeclaration.named(tool.name)?.operation ?? .health
    let checksDuplicates = context.configuration.checksDuplicates
    return ToolFailure.result(
      of: .interrupted(operation, hasSent: hasSent, checksDuplicates: checksDuplicates), for: context.reader)
  }
}
