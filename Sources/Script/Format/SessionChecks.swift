import JSON

/// Checks each step against the steps before it: captures, ids and eras.
struct SessionChecks {
  private var captured: Set<String>
  private var hasSent = false
  /// The word of the line that has chosen several eras for the whole script.
  private var wholeScriptEra: String?
  /// Whether ids may be in use that are not known here: those of raw lines and of `${name}`.
  private var hasUnknownIDs = false
  /// The ids of requests in frames since the server's last start, by their JSON text.
  private var ids: [String: SourceLocation] = [:]
  /// The ids of all requests in frames.
  private var allIDs = Set<String>()

  init(variables: Set<String>) {
    captured = variables
  }

  /// - Parameters:
  ///   - frame: the value of the line, if it is a frame and JSON.
  ///   - scanner: what has read the step.
  mutating func check(_ step: Step, _ frame: JSONValue?, _ scanner: Scanner, at start: Int) -> [ScriptProblem] {
    var problems = unknownCaptures(scanner)
    switch step.action {
    case .frame:
      if let frame { problems += checkIDs(of: frame, step, scanner, at: start) } else { hasUnknownIDs = true }
      hasSent = true
    case .call, .request, .control: hasSent = true
    case .expect(_, let id), .expectError(_, let id):
      problems += [answerProblem(id, scanner, at: start)].compactMap(\.self)
    case .capture(let name, _):
      problems += [answerProblem(nil, scanner, at: start)].compactMap(\.self)
      captured.insert(name)
    case .eras(let choice):
      problems += [eraProblem(choice, scanner, at: start)].compactMap(\.self)
      if choice.revisions.count > 1 { wholeScriptEra = choice.word }
      ids = [:]
    case .restart, .kill, .exit: ids = [:]
    case .reply, .client, .environment, .notification, .endOfInput, .within: break
    }
    return problems
  }

  private func unknownCaptures(_ scanner: Scanner) -> [ScriptProblem] {
    scanner.references.filter { !captured.contains($0.name) }.map { name, offset in
      let near = Suggestion.nearest(to: name, in: captured.sorted())
      return scanner.problem(
        BilingualText("`${\(name)}` is captured nowhere before this line", "此行之前没有捕获 `${\(name)}`"),
        near.map { BilingualText("Did you mean `${\($0)}`?", "是否想写 `${\($0)}`？") }
          ?? BilingualText(
            "Write `capture \(name) = PATH` after the answer that has the value.",
            "请在含有该值的应答之后写 `capture \(name) = PATH`。"),
        at: offset)
    }
  }

  // MARK: Ids

  private mutating func checkIDs(
    of frame: JSONValue, _ step: Step, _ scanner: Scanner, at start: Int
  ) -> [ScriptProblem] {
    var problems: [ScriptProblem] = []
    for message in frame.array ?? [frame] {
      guard message["method"] != nil, let id = message["id"] else { continue }
      if !scanner.references.isEmpty { hasUnknownIDs = true }
      let text = id.description
      // A captured id is another one each time. Outside of a text it has been read as 0.
      if text.utf8.contains(UInt8(ascii: "$")) || (!scanner.references.isEmpty && text == "0") { continue }
      allIDs.insert(text)
      if let earlier = ids.updateValue(step.location, forKey: text) {
        problems.append(
          scanner.problem(
            BilingualText(
              "the id \(text.excerpt(40)) was given to the request of line \(earlier.line) already",
              "id \(text.excerpt(40)) 已用于第 \(earlier.line) 行的请求"),
            BilingualText(
              "Give each request an id of its own, or put `raw ` before the line if this is the test.",
              "请为每个请求使用不同的 id；若正是要测试这一点，请在行首加上 `raw `。"),
            at: start))
      }
    }
    return problems
  }

  private func answerProblem(_ id: JSONValue?, _ scanner: Scanner, at start: Int) -> ScriptProblem? {
    guard hasSent else {
      return scanner.problem(
        BilingualText("nothing was sent before this line, so there is no answer", "此行之前没有发送任何内容，因此没有应答"),
        BilingualText("Put a frame, `call` or `request` before it.", "请在此之前写一帧、`call` 或 `request`。"), at: start)
    }
    guard let id, !id.isNull, !hasUnknownIDs, !allIDs.contains(id.description),
      !id.description.utf8.contains(UInt8(ascii: "$"))
    else { return nil }
    return scanner.problem(
      BilingualText(
        "no frame before this line has the id \(id.description.excerpt(40))",
        "此行之前没有 id 为 \(id.description.excerpt(40)) 的帧"),
      BilingualText(
        "Ids 1 and \"1\" differ. Leave the id out to mean the last answer, also that of a `call`.",
        "1 与 \"1\" 是不同的 id。省略 id 即指最近一个应答，`call` 的应答也是如此。"),
      at: start)
  }

  private func eraProblem(_ choice: Step.EraChoice, _ scanner: Scanner, at start: Int) -> ScriptProblem? {
    if let wholeScriptEra {
      return scanner.problem(
        BilingualText(
          "`era \(wholeScriptEra)` has chosen the eras of the whole script already",
          "`era \(wholeScriptEra)` 已选定整个脚本的版本"),
        BilingualText("Keep one of the two lines.", "请只保留其中一行。"), at: start)
    }
    guard hasSent, choice.revisions.count > 1 else { return nil }
    return scanner.problem(
      BilingualText("`era \(choice.word)` stands after the first message", "`era \(choice.word)` 位于第一条消息之后"),
      BilingualText(
        "Move it to the start of the script: the whole script is run once in each era.",
        "请移到脚本开头：整个脚本会在每个版本中各运行一次。"),
      at: start)
  }
}
