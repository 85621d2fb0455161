import JSON
import PayIn

/// Reports where calls go and whether they succeed. The report of an API that cannot be used is a success too, with the
/// reason. Models call it first and pay for every byte of it, so what few of them need comes only with `detail`.
enum StatusTool {
  static let declaration = ToolDeclaration(local: "get_status", in: .account, default: .on) { call in
    let isDetailed = call.arguments["detail"]?.bool == true
    return { () throws(CallFailure) in
      var answer = await answer(call.context, isDetailed)
      let off = call.selection.off
      if isDetailed || call.selection.isReadOnly { answer.fields["readOnly"] = .bool(call.selection.isReadOnly) }
      if isDetailed { answer.fields["tools"] = json(ToolSelection.bySet(call.selection.tools)) }
      if !off.isEmpty {
        answer.fields["toolsOff"] = isDetailed ? json(ToolSelection.bySet(off)) : .number(JSONNumber(off.count))
        answer.summary = .sentences(answer.summary, Summary.off(off.map(\.name), call.selection))
      }
      return answer
    }
  }

  /// What one call learned of the API.
  private struct Findings {
    var environment: EnvironmentLabel
    var key: String?
    var health: APIResource?
    var error: PayInError?
    /// Whether the API answers but refused the key, in this call or in the last one before it that showed the key.
    var isKeyRefused = false
    var calls: JSONObject?
    var dialect: APIDialect?
    var dashboard: String?
  }

  private static func answer(_ context: ToolContext, _ isDetailed: Bool) async -> ToolAnswer {
    do throws(PayInError) {
      let client = try await context.client(for: .health)
      return answer(context, await findings(context, client), isDetailed)
    } catch {
      return answer(context, Findings(environment: EnvironmentLabel(context), error: error), isDetailed)
    }
  }

  private static func findings(_ context: ToolContext, _ client: PayInClient) async -> Findings {
    var findings = Findings(environment: EnvironmentLabel(context, client))
    findings.key = context.configuration.mode == .sandbox ? nil : client.target.apiKey.masked
    do throws(PayInError) {
      async let addresses = client.availableAddresses()
      findings.health = try await client.health()
      findings.calls = calls(client, availableAddresses: await addresses)
      findings.dashboard = dashboard(client.target, isEmbedded: context.configuration.sandboxToken == nil)
      // The route of the health takes any key.
      findings.isKeyRefused = client.statistics.isKeyRefused
    } catch {
      findings.error = error
      findings.calls = calls(client, availableAddresses: nil)
    }
    findings.dialect = client.dialect
    return findings
  }

  private static func answer(_ context: ToolContext, _ findings: Findings, _ isDetailed: Bool) -> ToolAnswer {
    let (configuration, reader) = (context.configuration, context.reader)
    let error = findings.error ?? (findings.isKeyRefused ? keyRefused : nil)
    let reason = error.map { configuration.errors.first?.text ?? .sentences($0.message, $0.fix) }
    var fields: JSONObject = [
      "environment": findings.environment.json, "configured": .bool(configuration.errors.isEmpty),
    ]
    fields["apiKey"] = findings.key.map(JSONValue.string)
    if findings.isKeyRefused { fields["keyRefused"] = true }
    fields["writesAllowed"] = .bool(
      configuration.allowsWrites && configuration.errors.isEmpty && !findings.isKeyRefused)
    if isDetailed || context.confirmation.isRequired { fields["confirmation"] = context.confirmation.json }
    // A server that answers with a failure cannot be used either; the reason names the failure.
    fields["reachable"] = .bool(findings.health != nil)
    fields["reason"] = reason.map { .string($0.rendered(for: reader)) }
    let isWell = findings.health?.status == "healthy"
    fields["health"] = (isDetailed || !isWell ? findings.health?.fields : nil).map(JSONValue.object)
    fields["dashboardUrl"] = findings.dashboard.map(JSONValue.string)
    if !configuration.errors.isEmpty {
      fields["problems"] = .array(configuration.errors.map { json($0, reader) })
    }
    if isDetailed {
      add(context, findings, to: &fields)
    } else {
      fields["alerts"] = findings.calls?["alerts"]
    }
    let summary = LocalizedText.sentences(
      Summary.status(findings.environment, health: findings.health), reason ?? .empty,
      context.sandboxStorage()?.warning ?? .empty, context.sandboxStorage()?.note ?? .empty)
    let warnings = configuration.warnings.map { Warning(.setting, detail: $0) }
    return ToolAnswer(summary: summary, fields: fields, warnings: warnings)
  }

  private static let keyRefused = PayInError(.unauthorized, .orders, outcome: nil, retry: .never)

  private static func add(_ context: ToolContext, _ findings: Findings, to fields: inout JSONObject) {
    fields["dialect"] = findings.dialect.map { .string($0.rawValue) }
    fields["sandboxStorage"] = context.sandboxStorage().map { json($0, context.reader) }
    fields["calls"] = findings.calls.map(JSONValue.object)
    fields["versions"] = json(context.versions)
  }

  /// The page that shows the content of a sandbox. That of an embedded one opens with its token, which opens nothing else;
  /// the token that the operator has set is a setting, and the page asks for it.
  private static func dashboard(_ target: Target, isEmbedded: Bool) -> String? {
    target.sandboxToken.map { "\(target.baseURL.root)/" + (isEmbedded ? "?token=\($0)" : "") }
  }

  /// The statistics of this process since its start.
  private static func calls(_ client: PayInClient, availableAddresses: Int?) -> JSONObject {
    let statistics = client.statistics
    var object = json(statistics.all)
    object["availableAddresses"] = availableAddresses.map { .number(JSONNumber($0)) }
    let alerts = statistics.alerts(availableAddresses: availableAddresses)
    if !alerts.isEmpty { object["alerts"] = .array(alerts.map { .string($0.rawValue) }) }
    object["routes"] = .array(
      statistics.routes.sorted { $0.key < $1.key }.map { route, row in
        var object: JSONObject = ["route": .string(route)]
        for member in json(row).members { object.append(member.name, member.value) }
        return .object(object)
      })
    return object
  }

  private static func json(_ row: CallStatistics.Row) -> JSONObject {
    func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    var object: JSONObject = [
      "attempts": number(row.attempts), "failures": number(row.failures), "retries": number(row.retries),
    ]
    object["meanMs"] = row.latency.mean.map(number)
    object["p50Ms"] = row.latency.percentile(0.5).map(number)
    object["p95Ms"] = row.latency.percentile(0.95).map(number)
    return object
  }

  private static func json(_ problem: SettingError, _ reader: DisplayContext) -> JSONValue {
    [
      "variable": .string(problem.variable), "message": .string(problem.sentence.rendered(for: reader)),
      "fix": .string(problem.fix.rendered(for: reader)),
    ]
  }

  private static func json(_ storage: SandboxStorage, _ reader: DisplayContext) -> JSONValue {
    var object: JSONObject = ["outlivesProcess": .bool(storage.file != nil)]
    object["file"] = storage.file.map(JSONValue.string)
    object["reason"] = storage.warning.map { .string($0.rendered(for: reader)) }
    return .object(object)
  }

  private static func json(_ sets: [(set: ToolSet, tools: [String])]) -> JSONValue {
    .object(
      sets.reduce(into: [:]) { object, row in
        object[row.set.rawValue] = .array(row.tools.map(JSONValue.string))
      })
  }

  private static func json(_ versions: ToolContext.Versions) -> JSONValue {
    [
      "server": .string(versions.server), "libcurl": .string(versions.libcurl()),
      "protocolRevisions": .array(versions.protocolRevisions.map(JSONValue.string)),
    ]
  }
}
