import FoundationEssentials
import Glibc
import JSON
import MCP
import PayIn
import Script
import Threads

/// One call from the start of its server to the exit status.
struct CallSession {
  /// The time beyond the call's own limits after which a server that does not answer is given up.
  private static let slack = Duration.seconds(30)
  /// The longest time that a tool waits by itself, in `wait_for_order` and `wait_for_deposit`.
  private static let longestWait = Duration.seconds(60)
  private static let endTime = Duration.seconds(10)

  let called: CalledTool
  let report: CallReport
  /// The value of `--sandbox-db`.
  let sandboxFile: String?

  /// Throws the exit status of a call that has failed.
  func run(_ arguments: JSONObject) throws {
    let interruption: Interruption
    do throws(ThreadError) {
      interruption = try Interruption()
    } catch {
      throw error.report(in: CommandText.language)
    }
    let server = try start()
    server.interruption = interruption.descriptor
    let client = ToolClient(server, settings)
    let progress = ProgressLine(isQuiet: report.isQuiet)
    let question = TerminalQuestion(interruption: interruption.descriptor)
    let ask = question.map { question in { (params: JSONObject) in question.ask(params) } }
    let answer = client.call(called.tool.name, arguments, ask: ask, progress: progress.show)
    progress.clear()
    if answer == .interrupted { end(client, server, interruption) }
    let failure = Result { () throws(ExitStatus) in try conclude(answer, server) }
    _ = client.finish(within: .zero)
    _ = server.waitForExit(until: .now + Self.endTime)
    try failure.get()
  }

  private var settings: ToolClient.Settings {
    let limits = called.configuration.limits
    return ToolClient.Settings(
      revision: ProtocolRevision.july2026.rawValue,
      clientInfo: ["name": "payin-mcp call", "version": .string(PayInMCP.version)],
      timeout: max(limits.timeout, limits.listTimeout, Self.longestWait) + Self.slack)
  }

  private func start() throws(ExitStatus) -> ServerProcess {
    let file = sandboxFile.map { ["--sandbox-db", $0] } ?? []
    let environment = ProcessInfo.processInfo.environment.merging(called.variables) { $1 }
    do throws(ServerProcess.SpawnError) {
      return try ServerProcess([OwnProgram.path, "serve"] + file, environment: environment, ownGroup: true)
    } catch {
      let reason = String(cString: strerror(error.number))
      StandardError.write(
        localized("payin-mcp: the server cannot be started: \(reason)", "payin-mcp: 无法启动服务器：\(reason)"))
      throw .unreachable
    }
  }

  private func conclude(_ answer: ToolClient.Answer, _ server: ServerProcess) throws(ExitStatus) {
    switch answer {
    case .result(let result): try report.write(result)
    case .error(let code, let message):
      throw fail(
        .output, localized("the server refused the call (\(code)): \(message)", "服务器拒绝了调用（\(code)）：\(message)"))
    case .violation(let problem):
      throw fail(.output, localized("the server broke the protocol: \(problem)", "服务器违反了协议：\(problem)"))
    case .timeout:
      throw fail(.unreachable, localized("the server has not answered in time", "服务器未在限定时间内应答"))
    case .end, .interrupted: throw ended(server)
    }
  }

  /// A server that could not start has said why.
  private func ended(_ server: ServerProcess) -> ExitStatus {
    if case .status(let number)? = server.waitForExit(until: .now + Self.endTime),
      let status = ExitStatus(rawValue: number)
    {
      return status
    }
    return fail(.output, localized("the server ended without an answer", "服务器未应答即已结束"))
  }

  private func fail(_ status: ExitStatus, _ message: String) -> ExitStatus {
    let doubt = called.tool.isReadOnly ? "" : "\n" + Self.outcomeUnknown
    StandardError.write("payin-mcp: \(message)" + doubt)
    return status
  }

  private static var outcomeUnknown: String {
    localized(
      "Outcome: unknown, it may have taken effect. Look before you repeat it.", "结果：不明，可能已生效。重复之前请先查询。")
  }
}

// MARK: Interrupted

extension CallSession {
  /// Ends the process after a signal, with what is known of the call.
  ///
  /// A read is cancelled. A write is not: a server does not answer a cancelled call, while at the end of its input it
  /// says what became of it.
  private func end(_ client: ToolClient, _ server: ServerProcess, _ interruption: Interruption) -> Never {
    if called.tool.isReadOnly {
      client.cancel(within: .seconds(1))
      _ = client.finish(within: .zero)
      StandardError.write(localized("payin-mcp: cancelled", "payin-mcp: 已取消"))
    } else if client.isWaiting {
      let time = called.configuration.drainTimeout + .seconds(5)
      StandardError.write(
        localized(
          "payin-mcp: the call was sent; asking what became of it. A second Ctrl-C ends at once.",
          "payin-mcp: 调用已发出，正在查询其结果。再按一次 Ctrl-C 立即结束。"))
      if let result = client.finish(within: time) {
        try? report.write(result)
      } else {
        StandardError.write("payin-mcp: \(Self.outcomeUnknown)")
      }
    } else {
      StandardError.write(localized("payin-mcp: cancelled. Nothing was sent.", "payin-mcp: 已取消。未发送任何请求。"))
    }
    server.closeInput()
    _ = server.waitForExit(until: .now + .seconds(3))
    interruption.terminate()
  }
}
