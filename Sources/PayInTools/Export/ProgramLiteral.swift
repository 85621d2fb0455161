import JSON

/// Writes values as literals of a programming language. Whatever characters a value has, the literal is one literal: it
/// ends where it should and nothing in it is run or replaced.
///
/// Invisible characters are written as escapes, so that a reader of the program sees what it does.
struct ProgramLiteral {
  let language: ExportLanguage
  private let quoting: StringQuoting

  init(_ language: ExportLanguage) {
    self.language = language
    quoting = StringQuoting(language)
  }

  func string(_ text: String) -> String {
    quoting.literal(of: text)
  }

  /// - Parameter indentation: the white space that the line of the literal begins with.
  func value(_ value: JSONValue, _ indentation: String = "") -> String {
    guard language != .curl else { return StringQuoting.singleQuoted(json(value, indentation)) }
    return switch value {
    case .null: language == .python ? "None" : language == .go ? "nil" : "null"
    case .bool(let value): language == .python ? (value ? "True" : "False") : "\(value)"
    case .number(let number): literal(of: number)
    case .string(let text): string(text)
    case .array(let elements): list(elements, indentation)
    case .object(let object): members(object, indentation)
    }
  }

  /// A shell passes JSON on as it is. Only the ends of lines between members are invisible in it.
  private func json(_ value: JSONValue, _ indentation: String) -> String {
    String(decoding: JSONWriter.indented(value), as: UTF8.self).replacing("\n", with: "\n\(indentation)")
  }

  private func list(_ elements: [JSONValue], _ indentation: String) -> String {
    let open = language == .go ? "[]any{" : "["
    let inner = indentation + step
    return block(open, language == .go ? "}" : "]", elements.map { value($0, inner) }, indentation)
  }

  /// Of members with the same name the last counts, as for most readers of JSON.
  private func members(_ object: JSONObject, _ indentation: String) -> String {
    let members = object.members.enumerated().filter { index, member in
      !object.members[(index + 1)...].contains { $0.name.hasSameBytes(as: member.name) }
    }.map(\.element)
    let inner = indentation + step
    let rows = members.map { (key: key($0.name), value: nested($0.value, inner)) }
    let lines = language == .go ? GoAlignment.lines(rows) : rows.map { $0.key + separator + $0.value }
    let open = language == .php ? "[" : language == .go ? "map[string]any{" : "{"
    return block(open, language == .php ? "]" : "}", lines, indentation)
  }

  /// PHP takes an array without members, or whose names are 0, 1, 2…, for a list.
  private func nested(_ value: JSONValue, _ indentation: String) -> String {
    let text = self.value(value, indentation)
    guard language == .php, let object = value.object else { return text }
    let isAmbiguous = object.members.allSatisfy { member in member.name.utf8.allSatisfy { 0x30..<0x3A ~= $0 } }
    return isAmbiguous ? "(object) \(text)" : text
  }

  private func block(_ open: String, _ close: String, _ lines: [String], _ indentation: String) -> String {
    guard !lines.isEmpty else { return open + close }
    return "\(open)\n" + lines.map { "\(indentation)\(step)\($0),\n" }.joined() + indentation + close
  }

  private var step: String {
    switch language {
    case .go: "\t"
    case .python, .php: "    "
    case .curl, .typescript: "  "
    }
  }

  private var separator: String { language == .php ? " => " : ": " }

  private func key(_ name: String) -> String {
    guard language == .typescript else { return string(name) }
    // The name `__proto__` would set the object's prototype.
    if name.hasSameBytes(as: "__proto__") { return "[\"__proto__\"]" }
    let isIdentifier = name.utf8.enumerated().allSatisfy { index, byte in
      byte == 0x5F || 0x41..<0x5B ~= byte & 0xDF || index > 0 && 0x30..<0x3A ~= byte
    }
    return isIdentifier && !name.isEmpty ? name : string(name)
  }
}

extension ProgramLiteral {
  private func literal(of number: JSONNumber) -> String {
    if language == .go { return number.isExactAsInteger ? number.literal : "json.Number(\(string(number.literal)))" }
    return number.isExactAsDouble ? number.literal : string(number.literal)
  }

  /// Whether a number in the value is written as text.
  func losesDigits(of value: JSONValue) -> Bool {
    switch value {
    case .number(let number): language != .curl && language != .go && !number.isExactAsDouble
    case .array(let elements): elements.contains(where: losesDigits)
    case .object(let object): object.members.contains { losesDigits(of: $0.value) }
    case .null, .bool, .string: false
    }
  }
}

extension JSONNumber {
  /// Whether the literal is plain digits that every language reads as an integer without loss.
  fileprivate var isExactAsInteger: Bool {
    let digits = literal.utf8.drop { $0 == UInt8(ascii: "-") }
    return digits.count <= 15 && digits.allSatisfy { 0x30..<0x3A ~= $0 }
  }

  /// Whether a double keeps every digit: 15 decimal digits always survive (IEEE 754, binary64).
  fileprivate var isExactAsDouble: Bool {
    let digits = literal.utf8.drop { $0 == UInt8(ascii: "-") }
    return digits.count <= 16 && digits.allSatisfy { 0x30..<0x3A ~= $0 || $0 == UInt8(ascii: ".") }
      && digits.count { $0 != UInt8(ascii: ".") } <= 15
  }
}

/// The columns of a map's members, as gofmt aligns them.
private enum GoAlignment {
  /// Members on one line that follow each other have their values in one column.
  static func lines(_ rows: [(key: String, value: String)]) -> [String] {
    var lines: [String] = []
    for run in runs(rows) {
      let width = run.map(\.key.count).max() ?? 0
      lines += run.map { row in
        "\(row.key):" + String(repeating: " ", count: width - row.key.count + 1) + row.value
      }
    }
    return lines
  }

  private static func runs(_ rows: [(key: String, value: String)]) -> [[(key: String, value: String)]] {
    rows.indices.reduce(into: []) { runs, index in
      let isBroken = index == 0 || rows[index].value.contains("\n") || rows[index - 1].value.contains("\n")
      if isBroken { runs.append([rows[index]]) } else { runs[runs.count - 1].append(rows[index]) }
    }
  }
}
