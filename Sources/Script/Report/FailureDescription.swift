import Glibc
package import JSON
import JSONRPC

/// A failure in words and values, as every format of a report says it.
package struct FailureDescription: Sendable {
  /// What is wrong, in one sentence without a full stop.
  package let message: BilingualText
  /// The way to the first difference in an answer.
  package var path: ValuePath?
  package var expected: String?
  package var actual: String?
  /// What can be done about it.
  package var hint: BilingualText?
  /// The answer that was looked at; otherwise the last line of the server's is shown.
  package var answer: JSONValue?

  init(_ message: BilingualText) {
    self.message = message
  }

  package init(_ cause: RunFailure.Cause) {
    switch cause {
    case .mismatch(let mismatch, let answer): self.init(mismatch, answer)
    case .otherError(let code, let answer): self.init(expected: code, answer)
    case .failedCall(let answer, let questions): self.init(failed: answer, questions)
    case .violation(let violation): self.init(violation)
    case .timeout(let awaited, let limit): self.init(awaited, limit)
    case .serverEnded(let exit, let awaited):
      let (end, wanted) = (exit.description, awaited.description)
      self.init(
        BilingualText("the server \(end.english) before \(wanted.english)", "服务器\(end.chinese)，而\(wanted.chinese)尚未到来"))
    case .outputClosed(let awaited):
      let wanted = awaited.description
      self.init(
        BilingualText(
          "the server has closed its output before \(wanted.english), and still runs",
          "服务器已关闭输出而仍在运行，\(wanted.chinese)尚未到来"))
    case .exitStatus(let expected, let exit):
      self.init(BilingualText("the server \(exit.description.english)", "服务器\(exit.description.chinese)"))
      (self.expected, actual) = ("exit \(expected)", exit.word)
    case .cannotStart(let error): self.init(error)
    case .otherRevision(let wanted, let chosen):
      self.init(BilingualText("the server has chosen another revision", "服务器选择了另一个协议版本"))
      (expected, actual) = (wanted, chosen)
    case .unaskedReply(let method):
      self.init(
        BilingualText(
          "the server has not asked \(method), for which there is a reply", "服务器没有发出 \(method)，而脚本有它的 reply"))
      hint = BilingualText(
        "leave the reply out if nothing is asked here; a client that can be asked must say so, as in: client {\"elicitation\": {\"form\": {}}}",
        "若此处不会询问，请去掉 reply；可被询问的客户端须先声明，例如：client {\"elicitation\": {\"form\": {}}}")
    case .script(let text): self.init(text)
    case .unreadable(let problem, let count):
      let more = count > 1 ? BilingualText("; \(count) problems in all", "；共 \(count) 处问题") : BilingualText("", "")
      self.init(
        BilingualText(problem.message.english + more.english, problem.message.chinese + more.chinese))
      hint = problem.fix
    }
  }

  private init(_ mismatch: Mismatch, _ answer: JSONValue) {
    let reason = mismatch.reasonText
    self.init(
      BilingualText("the answer is not as expected: \(reason.english)", "应答与预期不符：\(reason.chinese)"))
    path = mismatch.path
    expected = mismatch.expected.map { PatternWriter.compact($0) }
    actual = mismatch.actual.map { $0.visibleText } ?? Self.nothing(at: mismatch.path, answer)
    self.answer = answer
  }

  /// The names that are there in place of a missing member, so that a misspelt one is seen.
  private static func nothing(at path: ValuePath, _ answer: JSONValue) -> String? {
    let parent = ValuePath(Array(path.components.dropLast())).value(in: answer)
    guard let members = parent?.object?.members, case .member? = path.components.last else { return nil }
    return "— {" + members.map { "\(PatternWriter.name($0.name)): …" }.joined(separator: ", ") + "}"
  }

  private init(expected code: JSONValue, _ answer: JSONValue) {
    let codes = answer.errorCodes.map { $0.visibleText }
    let isError = answer.isFailure
    self.init(
      isError
        ? BilingualText("the error has another code", "错误代码不同")
        : BilingualText("an error was expected, and the answer is a success", "预期为错误，应答却是成功"))
    expected = "error \(code.visibleText)"
    actual = !isError ? "success" : codes.isEmpty ? "an error without a code" : "error \(codes.joined(separator: ", "))"
    self.answer = answer
  }

  private init(failed answer: JSONValue, _ questions: [String]) {
    let isQuestion = answer["result"]?["resultType"] == "input_required"
    self.init(
      isQuestion
        ? BilingualText("the server asks for input that the script does not give", "服务器要求输入，脚本没有提供")
        : BilingualText("the call has failed, and no expect follows it", "调用失败，其后没有 expect"))
    actual = answer.failureText.map { TerminalText.visible($0) }
    if let method = questions.first {
      hint = BilingualText("write before the call: reply \(method) {…}", "在调用之前写上：reply \(method) {…}")
    } else if let code = answer.errorCodes.first {
      let code = code.string ?? code.visibleText
      hint = BilingualText("if it is meant to fail: expect error \(code)", "若本应失败：expect error \(code)")
    }
    self.answer = answer
  }

  private init(_ awaited: RunFailure.Awaited, _ limit: Duration) {
    let seconds = limit.secondsText
    self.init(
      BilingualText(
        "\(awaited.description.english) has not come within \(seconds)",
        "\(awaited.description.chinese)在 \(seconds) 内没有到来"))
    hint = BilingualText("a longer wait: within 60s", "更长的等待：within 60s")
  }

  private init(_ error: ServerProcess.SpawnError) {
    let reason = String(cString: strerror(error.number))
    self.init(BilingualText("cannot start \(error.program): \(reason)", "无法启动 \(error.program)：\(reason)"))
  }
}

extension RunFailure.Awaited {
  fileprivate var description: BilingualText {
    switch self {
    case .answer: BilingualText("the answer", "应答")
    case .notification: BilingualText("the notification", "通知")
    case .question: BilingualText("the server's request", "服务器的请求")
    case .reading: BilingualText("the reading of a line by the server", "服务器对一行的读取")
    case .end: BilingualText("the end of the server", "服务器的结束")
    }
  }
}

extension ServerProcess.Exit {
  /// `exit 3` or `signal 9`.
  var word: String {
    switch self {
    case .status(let status): "exit \(status)"
    case .signal(let number): "signal \(number)"
    }
  }

  fileprivate var description: BilingualText {
    switch self {
    case .status(let status): BilingualText("ended with status \(status)", "以状态 \(status) 结束")
    case .signal(let number): BilingualText("was ended by signal \(number)", "被信号 \(number) 结束")
    }
  }
}

extension JSONValue {
  /// What a failed answer says to people.
  var failureText: String? {
    if let message = self["error"]?["message"]?.string { return message }
    return self["result"]?["content"]?.array?.first?["text"]?.string
  }
}

extension Duration {
  /// `2.5 s`, with no more decimals than needed.
  var secondsText: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    let (whole, rest) = (milliseconds / 1000, milliseconds % 1000)
    guard rest > 0 else { return "\(whole) s" }
    var digits = String(1000 + rest).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(whole).\(digits) s"
  }

  var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
