import Glibc
import PayIn
import Script

/// What becomes of a session that was recorded: a script, without secrets, in a file.
struct Recording {
  let command: [String]
  let environment: [String: String]
  let file: RecordingFile

  /// Writes the script. A session in which the client sent nothing leaves the file as it is: clients start servers to see
  /// whether they are there.
  ///
  /// - Returns: whether there is nothing to complain of.
  func write(_ log: SessionLog, _ exit: ServerProcess.Exit) -> Bool {
    guard log.lines.contains(where: { $0.direction == .fromClient }) else {
      note("the client sent nothing; \(file.path) was not written", "客户端没有发送任何内容，未写入 \(file.path)")
      return true
    }
    let text = text(log, exit)
    do throws(RecordingFile.WriteError) {
      try file.write(text)
    } catch {
      let reason = localized(error.reason.english, error.reason.chinese)
      note("cannot write \(file.path): \(reason)", "无法写入 \(file.path)：\(reason)")
      return false
    }
    note("the session is in \(file.path)", "会话已录制到 \(file.path)")
    return true
  }

  private func text(_ log: SessionLog, _ exit: ServerProcess.Exit) -> String {
    let server = RecordedServer(command, environment: environment)
    var redaction = Redaction(RedactionRules(server, environment: environment))
    let lines = redaction.redact(log.lines)
    let result = Recorder.record(
      lines, environment: RecordedEnvironment.variables(server, &redaction), folders: folders,
      end: Recorder.End(linesBeforeEndOfInput: log.linesBeforeEndOfInput, exit: exit), file: file.path)
    let remarks = result.remarks.map(\.text) + Self.remarks(on: server) + Self.bounds(log)
    for remark in remarks { note(remark.english, remark.chinese) }
    let started = redaction.redact(server.shownCommand)
    let comments = ["Recorded from: \(started)"] + remarks.map(\.english)
    let head = comments.map { "# " + DisplayText(raw: $0).rendered() + "\n" }
    return head.joined() + ScriptWriter.text(of: result.script)
  }

  /// The folders of this user. The root folder, which services have as their home, says nothing.
  private var folders: [String] {
    let names = [
      "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    ]
    return names.compactMap { environment[$0] }.filter { $0.hasPrefix("/") }.map { folder in
      String(folder.reversed().drop { $0 == "/" }.reversed())
    }.filter { !$0.isEmpty }
  }

  private static func remarks(on server: RecordedServer) -> [BilingualText] {
    if server.usesAPI {
      return [
        BilingualText(
          "recorded against an API, whose address and key are not in this file: a run is against a sandbox and may differ; "
            + "use payin-mcp replay, or payin-mcp run --live with the settings of a test network",
          "录制的是与 API 的会话，其地址和密钥不在此文件中：运行时使用沙盒，结果可能不同；请用 payin-mcp replay，或在测试网络的设置下使用 payin-mcp run --live")
      ]
    }
    guard server.keepsOrders else { return [] }
    return [
      BilingualText(
        "the server kept its orders in a file, and a run has none of those that were there before; record with "
          + "--sandbox-db :memory:",
        "服务器将订单保存在文件中，运行时没有此前已有的订单；录制时请使用 --sandbox-db :memory:")
    ]
  }

  private static func bounds(_ log: SessionLog) -> [BilingualText] {
    var texts: [BilingualText] = []
    if log.isCut {
      let limit = SessionLog.defaultLimit >> 20
      texts.append(
        BilingualText(
          "the session was longer than \(limit) MiB; the recording ends there", "会话超过 \(limit) MiB，录制到此为止"))
    }
    if log.longLines > 0 {
      texts.append(
        BilingualText(
          "\(log.longLines) lines of more than 4 MiB were handed on and are not in the recording",
          "\(log.longLines) 行超过 4 MiB，已转发但未录制"))
    }
    return texts
  }

  private func note(_ english: String, _ chinese: String) {
    StandardError.write("payin-mcp record: \(localized(english, chinese))")
  }
}

extension Recorder.Remark {
  /// The text for a person. What was written by others is cut.
  var text: BilingualText {
    switch self {
    case .valuesOutsideOfAnswers(let values):
      let shown = values.prefix(3).joined(separator: ", ")
      return BilingualText(
        "the client used values that stand in no answer by themselves, so that a replay sends them as they were: \(shown)",
        "客户端使用了不单独出现在任何应答中的值，回放时将原样发送：\(shown)")
    case .stray(.strayOutput, count: 1):
      return BilingualText(
        "the server wrote a line that is no message of JSON-RPC; a run fails if it does so again",
        "服务器输出了不是 JSON-RPC 消息的行；再次出现时运行将失败")
    case .stray(.strayOutput, let count):
      return BilingualText(
        "the server wrote \(count) lines that are no messages of JSON-RPC; a run fails if it does so again",
        "服务器输出了 \(count) 行不是 JSON-RPC 消息的内容；再次出现时运行将失败")
    case .stray(.binaryInput, count: 1):
      return BilingualText(
        "the client sent a line that is neither JSON nor UTF-8; it is not in the recording",
        "客户端发送了既非 JSON 也非 UTF-8 的行，未录制")
    case .stray(.binaryInput, let count):
      return BilingualText(
        "the client sent \(count) lines that are neither JSON nor UTF-8; they are not in the recording",
        "客户端发送了 \(count) 行既非 JSON 也非 UTF-8 的内容，未录制")
    case .stray(.unaskedAnswer, count: 1):
      return BilingualText(
        "the server answered a request that was not open; a run fails if it does so again",
        "服务器应答了未提出的请求；再次出现时运行将失败")
    case .stray(.unaskedAnswer, let count):
      return BilingualText(
        "the server answered \(count) requests that were not open; a run fails if it does so again",
        "服务器应答了 \(count) 个未提出的请求；再次出现时运行将失败")
    }
  }
}
