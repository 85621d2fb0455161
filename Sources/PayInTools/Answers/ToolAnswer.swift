import JSON
import JSONSchema
import MCP
import PayIn

/// What a successful call says, before it becomes a result.
struct ToolAnswer: Sendable {
  /// One line, in which the environment's mode is added for writes.
  let summary: LocalizedText
  /// Raw values: JSON carries what nobody sees as escapes.
  var fields: JSONObject
  var warnings: [Warning] = []

  func result(_ call: ToolCall, _ operation: Operation, _ environment: EnvironmentLabel) -> ToolResult {
    let reader = environment.reader
    let (shortened, cut) = ProseLimit.shortened(fields)
    var object = reader.secrets.redact(shortened)
    if operation.kind.isWrite { object["environment"] = environment.json }
    let all =
      (warnings + ProseLimit.warnings(cut)).map { ($0.code.rawValue, $0.message) } + Self.warnings(call.notes)
    object["warnings"] = Self.json(all, for: reader)
    let place: LocalizedText =
      operation.kind.isWrite ? LocalizedText(verbatim: "[\(environment.mode.rawValue)] ") : .empty
    let text = place + LocalizedText.sentences(summary, .hint(all.map(\.1)))
    return .success(text.rendered(for: reader), structured: object)
  }
}

extension LocalizedText {
  /// What to know besides; empty if there is nothing.
  static func hint(_ warnings: [LocalizedText]) -> LocalizedText {
    warnings.isEmpty ? .empty : .sentences([LocalizedText("Warning:", "警告：")] + warnings)
  }
}

extension ToolAnswer {
  /// What has to be said of the arguments of a call that succeeded.
  static func warnings(_ notes: [CoercionNote]) -> [(code: String, message: LocalizedText)] {
    notes.map { ($0.code, $0.sentence) }
  }

  /// Nil if there are none, so that a result has no empty list.
  static func json(_ warnings: [(code: String, message: LocalizedText)], for reader: DisplayContext) -> JSONValue? {
    guard !warnings.isEmpty else { return nil }
    return .array(
      warnings.map { ["code": .string($0.code), "message": .string($0.message.rendered(for: reader))] })
  }
}

extension ToolAnswer {
  /// Of a deposit address.
  var monitoredChains: [String] {
    fields["monitoredChains"]?.array?.compactMap(\.string) ?? []
  }

  /// Of a read of one row.
  init(_ record: APIResource, _ summary: LocalizedText) {
    self.init(summary: summary, fields: record.fieldsWithLinks)
  }

  /// Of a write. `known` is what the caller already knew and the reply may have left out.
  init(_ result: WriteResult, known: [(name: String, value: String)] = [], _ summary: (APIResource?) -> LocalizedText) {
    var fields: JSONObject = ["outcome": .string(result.outcome.rawValue)]
    for member in result.resource?.fieldsWithLinks.members ?? [] { fields.append(member.name, member.value) }
    for (name, value) in known where fields[name] == nil { fields.append(name, .string(value)) }
    self.init(summary: summary(result.resource), fields: fields, warnings: result.warnings)
  }
}

/// Which network a result is about. Stands in every result of a write, so that nobody takes play money for real.
struct EnvironmentLabel: Sendable {
  let mode: Mode
  /// Nil as long as the sandbox has no address.
  let host: String?
  /// Who reads the result that it stands in.
  let reader: DisplayContext

  /// - Parameter secret: given with the call, and hidden from its result.
  init(_ context: ToolContext, _ client: PayInClient? = nil, hiding secret: WebhookSecret? = nil) {
    let reader = context.reader
    self.reader =
      secret.map { DisplayContext(reader.language, hiding: reader.secrets.adding(nil, $0)) } ?? reader
    mode = context.configuration.mode
    host = client?.target.baseURL.host ?? context.configuration.baseURL?.host
  }

  var json: JSONValue {
    var object: JSONObject = ["mode": .string(mode.rawValue)]
    object["host"] = host.map(JSONValue.string)
    return .object(object)
  }
}
