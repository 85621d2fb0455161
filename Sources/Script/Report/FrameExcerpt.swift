import JSON

/// A frame as a report shows it: long texts, lists and deep parts are cut, and so is what is left after some lines.
struct FrameExcerpt {
  private static let textLimit = 48
  private static let elementLimit = 4
  private static let depthLimit = 6

  /// The lines, none wider than `width` columns.
  let lines: [String]

  /// - Parameters:
  ///   - frame: the line of a server or of a script; it need not be JSON.
  ///   - path: the way to what the report is about. Lists and objects beside it are left out.
  ///   - width: columns of a line, 20 or more.
  init(_ frame: [UInt8], path: ValuePath? = nil, width: Int, maximumLines: Int = 4) {
    let text =
      (try? JSONParser.parse(frame)).map { Self.text($0, path?.components[...], depth: 0) } ?? Self.raw(frame)
    lines = Self.wrap(text, width: max(width, 20), maximumLines: maximumLines)
  }

  private static func raw(_ frame: [UInt8]) -> String {
    TerminalText.visible(String(decoding: frame.prefix(4096), as: UTF8.self))
  }

  // MARK: Values

  private static func text(_ value: JSONValue, _ path: ArraySlice<ValuePath.Component>?, depth: Int) -> String {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      guard depth < depthLimit else { return "[…]" }
      let shown = elements.prefix(elementLimit).enumerated().map { index, element in
        part(element, .element(index), path, depth)
      }
      return "[" + (shown + (elements.count > elementLimit ? ["…"] : [])).joined(separator: ",") + "]"
    case .object(let object) where !object.isEmpty:
      guard depth < depthLimit else { return "{…}" }
      let shown = object.members.filter { depth > 0 || $0.name != "jsonrpc" }.map { member in
        "\(scalar(.string(member.name))):\(part(member.value, .member(member.name), path, depth))"
      }
      return "{" + shown.joined(separator: ",") + "}"
    default: return scalar(value)
    }
  }

  private static func part(
    _ value: JSONValue, _ component: ValuePath.Component, _ path: ArraySlice<ValuePath.Component>?, _ depth: Int
  ) -> String {
    let isOnPath = path.map { $0.isEmpty || $0.first == component } ?? (component != .member("_meta"))
    guard isOnPath else { return hidden(value) }
    return text(value, path?.dropFirst(), depth: depth + 1)
  }

  private static func hidden(_ value: JSONValue) -> String {
    switch value {
    case .array(let elements) where !elements.isEmpty: "[…]"
    case .object(let object) where !object.isEmpty: "{…}"
    default: scalar(value)
    }
  }

  private static func scalar(_ value: JSONValue) -> String {
    guard case .string(let text) = value else { return value.visibleText }
    let start = text.excerpt(textLimit)
    return JSONValue.string(start.utf8.count == text.utf8.count ? text : start + "…").visibleText
  }

  // MARK: Lines

  /// Breaks the text after commas and brackets where that leaves no line mostly empty.
  private static func wrap(_ text: String, width: Int, maximumLines: Int) -> [String] {
    var (lines, rest) = ([String](), text[...])
    while TerminalText.width(String(rest)) > width {
      guard lines.count < maximumLines - 1 else {
        return lines + [TerminalText.cut(String(rest), to: width - 1) + "…"]
      }
      let whole = TerminalText.cut(String(rest), to: width)
      let part = whole.lastIndex { ",{[".contains($0) }.map { whole[...$0] }
      let line = part.flatMap { $0.count > whole.count / 3 ? $0 : nil } ?? whole[...]
      lines.append(String(line))
      rest = rest.dropFirst(line.count)
    }
    return lines + [String(rest)]
  }
}

extension TerminalText {
  /// The number of columns that the text takes.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cell($1).width }
  }

  /// The beginning of the text that takes no more columns than that.
  static func cut(_ text: String, to width: Int) -> String {
    var (shown, used) = ("", 0)
    for scalar in text.unicodeScalars {
      let cell = cell(scalar)
      guard used + cell.width <= width else { break }
      shown += cell.text
      used += cell.width
    }
    return shown
  }

  /// The text with spaces after it up to that many columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(text)))
  }
}
