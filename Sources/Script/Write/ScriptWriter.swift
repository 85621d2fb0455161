import JSON

/// Writes scripts in the form that the parser reads back as the same steps.
package enum ScriptWriter {
  /// The text of the whole script: a step after the other, those of included files in their places.
  package static func text(of script: Script) -> String {
    script.steps.map { text(of: $0.action) + "\n" }.joined()
  }

  /// The lines of one step, without the end of the last.
  package static func text(of action: Step.Action) -> String {
    switch action {
    case .frame(let line): frame(line)
    case .call(let tool, let arguments): call(tool, arguments)
    case .request(let method, let parameters):
      parameters.isEmpty ? "request \(method)" : line("request \(method) ", parameters)
    case .reply(let method, let result): line("reply \(method) ", result)
    case .client(let capabilities): line("client ", capabilities)
    case .environment(let variables):
      "env " + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\(word($0.value))" }.joined(separator: " ")
    case .expect(let pattern, let id): line("expect \(prefix(id))", pattern)
    case .expectError(let code, let id): "expect \(prefix(id))error \(self.code(code))"
    case .notification(let pattern): line("notify ", pattern)
    case .capture(let name, let path): "capture \(name) = \(path)"
    case .eras(let choice): "era \(choice.word)"
    case .control(let name, let call): ([name] + call.words.map(controlWord)).joined(separator: " ")
    case .restart: "restart"
    case .kill: "kill"
    case .endOfInput: "eof"
    case .exit(let status): "exit \(status)"
    case .within(let duration): "within \(ScriptDuration.text(duration))"
    }
  }

  // MARK: Lines

  /// A frame that is no JSON in one line needs `raw`. A carriage return at its end is kept by a second one.
  private static func frame(_ text: String) -> String {
    let source = SourceText(file: "", bytes: Array(text.utf8))
    let end = text.utf8.last == UInt8(ascii: "\r") ? "\r" : ""
    let first = text.utf8.first { !$0.isBlank }
    let isFrame = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let isJSON = isFrame && (try? FrameCheck.value(of: 0..<source.bytes.count, in: source)) != nil
    return (isJSON ? "" : "raw ") + text + end
  }

  private static func line(_ start: String, _ pattern: Pattern) -> String {
    start + PatternWriter.text(pattern, column: start.unicodeScalars.count)
  }

  private static func line(_ start: String, _ object: JSONObject) -> String {
    line(start, Pattern(templates: .object(object)))
  }

  private static func call(_ tool: String, _ arguments: JSONObject) -> String {
    guard !arguments.isEmpty else { return "call \(tool)" }
    let pairs = arguments.members.map(pair)
    let text = "call \(tool) " + pairs.compactMap(\.self).joined(separator: " ")
    let isLong = text.unicodeScalars.count > PatternWriter.lineWidth
    return pairs.contains(nil) || isLong ? line("call \(tool) ", arguments) : text
  }

  /// `name=value`, or nil if the name cannot stand so.
  private static func pair(_ member: JSONObject.Member) -> String? {
    let isPlain = member.name.utf8.allSatisfy { !$0.isBlank && !"\n\r=:\"".utf8.contains($0) }
    guard isPlain, !member.name.isEmpty, member.name.utf8.first != UInt8(ascii: "{"), !member.name.containsInvisible
    else { return nil }
    return switch member.value {
    case .string(let text): "\(member.name)=\(word(text))"
    case .array, .object: "\(member.name)=\(member.value.scriptText { $0 })"
    default: "\(member.name):=\(member.value)"
    }
  }

  // MARK: Words

  private static func prefix(_ id: JSONValue?) -> String {
    id.map { "\($0.scriptText { $0 }) " } ?? ""
  }

  private static func code(_ code: JSONValue) -> String {
    guard case .string(let text) = code, Template.isName(text.utf8) else { return code.scriptText { $0 } }
    return text
  }

  /// The text as it is, or in quotes if it would be read as something else.
  private static func word(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0.isBlank } && !"{[\"".utf8.contains(text.utf8.first ?? 0)
    return isPlain && !text.containsInvisible ? text : PatternWriter.quoted(text)
  }

  private static func controlWord(_ text: String) -> String {
    text.isEmpty || text.utf8.first == UInt8(ascii: "\"") || text.utf8.contains { $0.isBlank } || text.containsInvisible
      ? PatternWriter.quoted(text) : text
  }
}
