import JSON

/// Results for people: one line for each run, and below a failed one what is wrong.
struct TextReport: Report {
  private static let labelWidth = 10
  private static let indent = "  "

  private let style: ReportStyle
  private let paint: Paint
  private var totals = ReportTotals()

  init(_ style: ReportStyle) {
    self.style = style
    paint = Paint(isOn: style.isColoured)
  }

  mutating func add(_ result: RunResult) -> String {
    totals.add(result)
    guard let failure = FailureReport(result, standardInput: style.standardInput) else {
      return style.isQuiet ? "" : line(for: result) + "\n"
    }
    // What is wrong with the file stands on standard error, with its line.
    if failure.kind == .script { return line(for: result) + "\n" }
    return line(for: result) + "\n" + block(failure, result) + "\n"
  }

  mutating func finish() -> String {
    guard !style.isQuiet || totals.failed > 0 else { return "" }
    let time = totals.duration.shortText
    var text = style(
      BilingualText(
        "\(totals.passed) passed, \(totals.failed) failed; \(Self.steps(totals.steps)) in \(time)",
        "\(totals.passed) 个通过，\(totals.failed) 个失败；\(totals.steps) 步，\(time)"))
    if totals.updates > 0 {
      text += style(BilingualText("; \(totals.updates) updated", "；更新 \(totals.updates) 处"))
    }
    return (totals.failed > 0 ? paint(.red, text) : text) + "\n"
  }

  // MARK: The line of a run

  private func line(for result: RunResult) -> String {
    let hasFailed = result.failure != nil
    let status = hasFailed ? style(BilingualText("FAIL", "失败")) : style(BilingualText("ok", "通过"))
    let name = TerminalText.padded(TerminalText.visible(result.file), to: min(style.nameWidth, 44))
    let revision = TerminalText.padded(result.revision ?? "", to: 10)
    let steps = style(BilingualText(Self.steps(result.steps), "\(result.steps) 步"))
    var line = paint(hasFailed ? .red : .green, TerminalText.padded(status, to: 4))
    line += "  \(name)  \(revision)  \(Self.right(steps, 9))  \(Self.right(result.duration.shortText, 7))"
    if !result.updates.isEmpty {
      line += "  " + style(BilingualText("\(result.updates.count) updated", "更新 \(result.updates.count) 处"))
    }
    return line
  }

  private static func steps(_ count: Int) -> String {
    count == 1 ? "1 step" : "\(count) steps"
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - TerminalText.width(text))) + text
  }

  // MARK: A failure

  private func block(_ failure: FailureReport, _ result: RunResult) -> String {
    let description = failure.description
    var lines = [Self.indent + TerminalText.visible(failure.place(in: result.file))]
    lines += source(failure)
    lines += wrapped(style(description.message), .bold)
    if let path = description.path { lines += labelled(BilingualText("at", "位置"), wrap("\(path)", valueWidth)) }
    lines += values(description)
    if let hint = description.hint { lines += labelled(BilingualText("fix", "改法"), wrap(style(hint), valueWidth)) }
    lines += frame(BilingualText("sent", "发送"), failure.sent)
    lines += frame(BilingualText("received", "接收"), failure.received, description.path)
    lines += errors(failure.errorLines)
    return lines.map { $0 + "\n" }.joined()
  }

  private var valueWidth: Int { style.width - Self.indent.count - Self.labelWidth }

  private func source(_ failure: FailureReport) -> [String] {
    let width = String(failure.source.last?.number ?? 0).count
    return failure.source.map { number, text in
      let margin = Self.indent + Self.right(String(number), width) + " | "
      let excerpt = SourceExcerpt(text, column: 1, width: style.width - margin.count)
      return paint(.dim, margin) + excerpt.line
    }
  }

  private func values(_ description: FailureDescription) -> [String] {
    switch (description.expected, description.actual) {
    case (let expected?, let actual?):
      let pair = ValuePair(expected, actual, width: valueWidth)
      return labelled(BilingualText("expected", "预期"), [pair.first], .green)
        + labelled(BilingualText("actual", "实际"), [pair.second], .red)
    case (let expected?, nil): return labelled(BilingualText("expected", "预期"), wrap(expected, valueWidth), .green)
    case (nil, let actual?): return labelled(BilingualText("actual", "实际"), wrap(actual, valueWidth), .red)
    case (nil, nil): return []
    }
  }

  private func frame(_ label: BilingualText, _ bytes: [UInt8]?, _ path: ValuePath? = nil) -> [String] {
    guard let bytes else { return [] }
    return labelled(label, FrameExcerpt(bytes, path: path, width: valueWidth).lines, .dim)
  }

  private func errors(_ lines: [String]) -> [String] {
    labelled(BilingualText("stderr", "标准错误"), lines.flatMap { wrap($0, valueWidth) }, .dim)
  }

  private func labelled(_ label: BilingualText, _ lines: [String], _ colour: Paint.Colour? = nil) -> [String] {
    lines.enumerated().map { index, line in
      let label = TerminalText.padded(index == 0 ? style(label) : "", to: Self.labelWidth)
      return Self.indent + paint(.dim, label) + (colour.map { paint($0, line) } ?? line)
    }
  }

  private func wrapped(_ text: String, _ colour: Paint.Colour) -> [String] {
    wrap(text, style.width - Self.indent.count).map { Self.indent + paint(colour, $0) }
  }

  /// The text in lines of that width, broken at spaces where there are some.
  private func wrap(_ text: String, _ width: Int) -> [String] {
    var (lines, rest) = ([String](), TerminalText.visible(text)[...])
    while TerminalText.width(String(rest)) > width, lines.count < 12 {
      let whole = TerminalText.cut(String(rest), to: width)
      let broken = whole.lastIndex(of: " ").map { whole[..<$0] }.flatMap { $0.isEmpty ? nil : $0 } ?? whole[...]
      lines.append(String(broken))
      rest = rest.dropFirst(broken.count).drop { $0 == " " }
    }
    return lines + [TerminalText.cut(String(rest), to: width)]
  }
}

/// Colours of a terminal (ECMA-48, SGR), or none.
struct Paint {
  enum Colour: String {
    case bold = "1", dim = "2", red = "31", green = "32"
  }

  let isOn: Bool

  func callAsFunction(_ colour: Colour, _ text: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Duration {
  /// `84 ms`, or `12.3 s` from ten seconds on.
  var shortText: String {
    let milliseconds = wholeMilliseconds
    guard milliseconds >= 10_000 else { return "\(milliseconds) ms" }
    return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}
