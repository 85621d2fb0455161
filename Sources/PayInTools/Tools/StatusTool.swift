import JSON
import MCP
import PayIn

/// Tells where calls go and whether they can. Succeeds also when they cannot: that is what it is asked for.
enum StatusTool {
  static let name = "get_status"

  static func tool(_ context: ToolContext, _ selection: ToolSelection) throws -> Tool {
    try Tool(definition: ToolFile.definition(name)) { call in
      let result = await result(context)
      var object = result.object
      object["readOnly"] = .bool(selection.isReadOnly)
      object["tools"] = json(selection)
      let notes = ToolAnswer.warnings(call.notes)
      object["warnings"] = ToolAnswer.json(notes, for: context.reader)
      let hint = LocalizedText.hint(notes.map(\.1)).rendered(for: context.reader)
      return .success(hint.isEmpty ? result.summary : "\(result.summary) \(hint)", structured: object)
    }
  }

  private static func result(_ context: ToolContext) async -> ToolResult {
    do throws(PayInError) {
      let client = try await context.client(for: .health)
      return await result(context, client)
    } catch {
      return result(context, EnvironmentLabel(context), key: nil, unreachable: error)
    }
  }

  private static func result(_ context: ToolContext, _ client: PayInClient) async -> ToolResult {
    let environment = EnvironmentLabel(context, client)
    let key = context.configuration.mode == .sandbox ? nil : client.target.apiKey.masked
    do throws(PayInError) {
      async let addresses = client.availableAddresses()
      let health = try await client.health()
      return result(
        context, environment, key: key, health: health, calls: calls(client, availableAddresses: await addresses),
        dialect: client.dialect, dashboard: dashboard(client.target))
    } catch {
      return result(
        context, environment, key: key, unreachable: error, calls: calls(client, availableAddresses: nil),
        dialect: client.dialect)
    }
  }

  private static func result(
    _ context: ToolContext, _ environment: EnvironmentLabel, key: String?, health: APIResource? = nil,
    unreachable error: PayInError? = nil, calls: JSONValue? = nil, dialect: APIDialect? = nil,
    dashboard: String? = nil
  ) -> ToolResult {
    let configuration = context.configuration
    let reason = error.map { configuration.errors.first?.text ?? .sentences($0.message, $0.fix) }
    let reader = context.reader
    var object: JSONObject = [
      "environment": environment.json, "configured": .bool(configuration.errors.isEmpty),
    ]
    object["apiKey"] = key.map(JSONValue.string)
    object["writesAllowed"] = .bool(configuration.allowsWrites && configuration.errors.isEmpty)
    object["confirmation"] = context.confirmation.json
    // A server that answers with a failure is there, but not usable; the reason says which.
    object["reachable"] = .bool(health != nil)
    object["reason"] = reason.map { .string($0.rendered(for: reader)) }
    object["health"] = health.map { .object($0.fields) }
    object["dialect"] = dialect.map { .string($0.rawValue) }
    let storage = context.sandboxStorage()
    object["sandboxStorage"] = storage.map { json($0, reader) }
    object["dashboardUrl"] = dashboard.map(JSONValue.string)
    object["calls"] = calls
    if !configuration.errors.isEmpty {
      object["problems"] = .array(configuration.errors.map { json($0, reader) })
    }
    object["versions"] = json(context.versions)
    let summary = LocalizedText.sentences(
      Summary.status(environment, health: health), reason ?? .empty, storage?.warning ?? .empty)
    return .success(summary.rendered(for: reader), structured: object)
  }

  /// Where the owner of an embedded sandbox can see what is in it; the token lets nobody at anything else.
  private static func dashboard(_ target: Target) -> String? {
    target.sandboxToken.map { "\(target.baseURL.root)/?token=\($0)" }
  }

  /// Of this process since its start.
  private static func calls(_ client: PayInClient, availableAddresses: Int?) -> JSONValue {
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
    return .object(object)
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

  /// The tools that are on, by sets.
  private static func json(_ selection: ToolSelection) -> JSONValue {
    .object(
      selection.sets.reduce(into: [:]) { object, row in
        object[row.set.rawValue] = .array(row.tools.map(JSONValue.string))
      })
  }

  private static func json(_ versions: ToolContext.Versions) -> JSONValue {
    [
      "server": .string(versions.server), "libcurl": .string(versions.libcurl),
      "protocolRevisions": .array(versions.protocolRevisions.map(JSONValue.string)),
    ]
  }
}
