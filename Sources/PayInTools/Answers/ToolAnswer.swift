import JSON
import JSONSchema
import MCP
import PayIn

/// The content of a successful call's result.
struct ToolAnswer: Sendable {
  /// One line, in which the environment's mode is added for writes.
  var summary: LocalizedText
  /// Raw values. JSON escapes their invisible characters.
  var fields: JSONObject
  var warnings: [Warning] = []
  /// The order, address or other resource that the answer shows; nil if it shows none or several.
  var resource: APIResource?
  /// What stands before the summary, such as a picture.
  var attachments: [ContentBlock] = []
  /// The resource of a result that shows only a part of it. Its addresses are checked all the same.
  var wholeFields: JSONObject?
  /// The name of the field whose rows are written as a table in the text; nil for the JSON of all fields.
  var rowsName: String?
  /// A text that is the result itself, such as a program; the fields then describe it.
  var document: String?
  /// A secret that came with the call. It is hidden from the result.
  var secret: WebhookSecret?

  /// - Parameter hasClear: whether the tool empties the fields that its argument `clear` names.
  func result(
    _ call: ToolCall, isWrite: Bool, hasClear: Bool = false, _ environment: EnvironmentLabel
  ) -> ToolResult {
    let reader = environment.reader
    let (shortened, cut) = ProseLimit.shortened(fields)
    var object = reader.secrets.redact(shortened)
    if isWrite { object["environment"] = environment.json }
    let all =
      (warnings + ProseLimit.warnings(cut)).map { ($0.code.rawValue, $0.message) }
      + notes(call).map { ($0.code, $0.sentence(hasClear: hasClear)) }
    object["warnings"] = Self.json(all, for: reader)
    var text = all.isEmpty ? summary : LocalizedText.sentences(summary, .hint(all.map(\.1)))
    if isWrite { text = LocalizedText(verbatim: "[\(environment.mode.rawValue)] ") + text }
    return .success(
      text.rendered(for: reader), structured: object, text: following(object, for: reader), attachments: attachments)
  }

  private func following(_ object: JSONObject, for reader: DisplayContext) -> ToolResult.Text {
    if let document { return .document(reader.secrets.redact(document)) }
    return rowsName.flatMap { RowText.text(of: object, rows: $0) }.map(ToolResult.Text.short) ?? .object
  }

  /// A secret of digits that came as a number would be repeated by the note on how it was read.
  private func notes(_ call: ToolCall) -> [CoercionNote] {
    secret == nil ? call.notes : call.notes.filter { $0.pointer.description != "/secret" }
  }
}

extension LocalizedText {
  /// The warnings as sentences after a summary; empty if there are none.
  static func hint(_ warnings: [LocalizedText]) -> LocalizedText {
    warnings.isEmpty ? .empty : .sentences([LocalizedText("Warning:", "警告：")] + warnings)
  }
}

extension ToolAnswer {
  /// The warnings as JSON; nil if there are none, so that a result has no empty list.
  private static func json(_ warnings: [(code: String, message: LocalizedText)], for reader: DisplayContext)
    -> JSONValue?
  {
    guard !warnings.isEmpty else { return nil }
    return .array(
      warnings.map { ["code": .string($0.code), "message": .string($0.message.rendered(for: reader))] })
  }
}

extension ToolAnswer {
  /// The chains on which payments to a new deposit address are credited.
  var monitoredChains: [String] {
    fields["monitoredChains"]?.array?.compactMap(\.string) ?? []
  }

  /// Whether it is a list without rows, or statistics that count nothing.
  var findsNothing: Bool {
    if let rowsName { return fields[rowsName]?.array?.isEmpty ?? true }
    return fields.members.allSatisfy { $0.value.number?.integer.map { $0 == 0 } ?? true }
  }

  /// The answer to a read of one resource.
  init(_ record: APIResource, _ summary: LocalizedText) {
    self.init(summary: summary, fields: record.fieldsWithLinks, resource: record)
  }

  /// The answer to a read of statistics, which have no links.
  init(_ record: APIResource, _ summary: LocalizedText, warnings: [Warning]) {
    self.init(summary: summary, fields: record.fields, warnings: warnings)
  }

  /// The answer to a write.
  ///
  /// - Parameter known: fields that the caller knew before and the reply may have left out.
  init(_ result: WriteResult, known: [(name: String, value: String)] = [], _ summary: (APIResource?) -> LocalizedText) {
    var fields: JSONObject = ["outcome": .string(result.outcome.rawValue)]
    for member in result.resource?.fieldsWithLinks.members ?? [] { fields.append(member.name, member.value) }
    for (name, value) in known where fields[name] == nil { fields.append(name, .string(value)) }
    self.init(
      summary: summary(result.resource), fields: fields, warnings: result.warnings, resource: result.resource)
  }
}

/// The network that a result is about. It stands in every result of a write, so that play money is not taken for real.
struct EnvironmentLabel: Sendable {
  let mode: Mode
  /// The host that calls are sent to; nil before the embedded sandbox has started.
  let host: String?
  /// The reader of the result that the label stands in.
  let reader: DisplayContext

  /// - Parameter secret: a secret that came with the call, to be hidden from its result.
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
