import JSON
import PayIn

extension PrintedConfiguration {
  /// Columns for people: name, value and source, and below them what is wrong.
  var text: String {
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let valueWidth = min(rows.map { Self.shown($0.value).count }.max() ?? 0, Self.widestValue)
    var lines = rows.flatMap { row in
      let columns = [row.name.padded(to: nameWidth), Self.shown(row.value).padded(to: valueWidth), text(row.source)]
      let error = row.error.map { "    \($0.text.rendered(in: language))" }
      return [columns.joined(separator: "  ")] + [error].compactMap(\.self)
    }
    lines += [""] + otherErrors.map { $0.text.rendered(in: language) }
    if let file { lines.append(LocalizedText("File: \(whole: file)", "文件：\(whole: file)").rendered(in: language)) }
    if let configuration { lines.append(target(configuration)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A value that is longer pushes its source to the right and does not widen the column.
  private static let widestValue = 48

  private static func shown(_ value: String?) -> String {
    value ?? "–"
  }

  private func target(_ configuration: Configuration) -> String {
    let place = configuration.baseURL.map { LocalizedText(", \(whole: $0.api)", "，\(whole: $0.api)") } ?? .empty
    let mode = LocalizedText("Calls go to: \(configuration.mode.rawValue)", "调用目标：\(configuration.mode.rawValue)")
    return (mode + place).rendered(in: language)
  }

  private func text(_ source: SettingSource) -> String {
    switch source {
    case .standard: LocalizedText("default", "默认").rendered(in: language)
    case .environment: LocalizedText("environment", "环境变量").rendered(in: language)
    case .flag: LocalizedText("flag", "命令行选项").rendered(in: language)
    case .file(_, let line): LocalizedText("file, line \(line)", "文件第 \(line) 行").rendered(in: language)
    }
  }

  /// The same for scripts, as one object on one line.
  var json: JSONValue {
    var object: JSONObject = ["usable": .bool(isUsable)]
    object["mode"] = configuration.map { .string($0.mode.rawValue) }
    object["file"] = file.map(JSONValue.string) ?? .null
    object["settings"] = .array(rows.map { .object(json($0)) })
    object["errors"] = .array(otherErrors.map { .object(json($0)) })
    return .object(object)
  }

  private func json(_ row: Row) -> JSONObject {
    var object: JSONObject = ["name": .string(row.name)]
    object["variable"] = row.variable.map(JSONValue.string)
    object["value"] = row.value.map(JSONValue.string) ?? .null
    object["source"] = .string(row.source.name)
    if case .file(_, let line) = row.source { object["line"] = .number(JSONNumber(line)) }
    for member in row.error.map(json)?.members ?? [] { object.append(member.name, member.value) }
    return object
  }

  private func json(_ error: SettingError) -> JSONObject {
    ["error": .string(error.sentence.rendered(in: language)), "fix": .string(error.fix.rendered(in: language))]
  }
}

extension SettingSource {
  /// The name for scripts.
  fileprivate var name: String {
    switch self {
    case .standard: "default"
    case .file: "file"
    case .environment: "environment"
    case .flag: "flag"
    }
  }
}

extension String {
  /// The text with spaces after it, up to that many characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
