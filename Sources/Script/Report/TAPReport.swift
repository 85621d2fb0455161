import JSON

/// The Test Anything Protocol, version 14. Diagnostics are YAML whose values are JSON, which YAML includes.
struct TAPReport: Report {
  private let style: ReportStyle
  private var count = 0

  init(_ style: ReportStyle) {
    self.style = style
  }

  mutating func add(_ result: RunResult) -> String {
    count += 1
    let start = count == 1 ? "TAP version 14\n" : ""
    let name = Self.escaped(TerminalText.visible(result.name))
    guard let failure = FailureReport(result, standardInput: style.standardInput) else {
      return start + "ok \(count) - \(name)\n"
    }
    let members = failure.members(of: result, style).members
    let block = members.map { "  \($0.name): \($0.value.visibleText)\n" }.joined()
    return start + "not ok \(count) - \(name)\n  ---\n\(block)  ...\n"
  }

  mutating func finish() -> String {
    (count == 0 ? "TAP version 14\n" : "") + "1..\(count)\n"
  }

  /// A hash would begin a directive.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }
}

extension RunResult {
  /// The file and the revision.
  var name: String { revision.map { "\(file) \($0)" } ?? file }
}

extension FailureReport {
  /// The failure for programs. Frames are texts, cut after 4,096 bytes.
  func members(of result: RunResult, _ style: ReportStyle) -> JSONObject {
    var object: JSONObject = ["kind": .string(kind.rawValue), "message": .string(style(description.message))]
    object.append("at", .string(place(in: result.file)))
    for (name, text) in [
      ("path", description.path.map { "\($0)" }), ("expected", description.expected), ("actual", description.actual),
      ("fix", description.hint.map { style($0) }), ("sent", sent.map(Self.text)), ("received", received.map(Self.text)),
      ("stderr", errorLines.isEmpty ? nil : errorLines.joined(separator: "\n")),
    ] {
      if let text { object.append(name, .string(text)) }
    }
    return object
  }

  private static func text(_ frame: [UInt8]) -> String {
    String(decoding: frame.prefix(4096), as: UTF8.self) + (frame.count > 4096 ? "…" : "")
  }
}
