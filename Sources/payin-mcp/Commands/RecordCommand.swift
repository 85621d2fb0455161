import ArgumentParser
import FoundationEssentials
import Glibc
import Script

/// Stands between a client and the server that it starts, and writes what they said as a script.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: localized("Record a session of a client with its server as a script.", "把客户端与服务器的会话录制成脚本。"),
    discussion: localized(
      """
      Put it before the server's command in the settings of a client. Every byte is handed on at once. At the end of the \
      session the script is written, with what varies as matchers and captures, and without keys, secrets and tokens.

      payin-mcp record -o session.payin -- payin-mcp --sandbox-db :memory:
      payin-mcp run session.payin
      payin-mcp replay session.payin

      Exit status: the server's; 3 if the file cannot be written there, 4 if it could not be written at the end, 5 if the \
      server cannot be started.
      """,
      """
      在客户端设置中把它放在服务器命令之前。所有字节立即转发。会话结束时写出脚本：会变化的内容成为匹配器和捕获，密钥、机密和令牌一律去除。

      payin-mcp record -o session.payin -- payin-mcp --sandbox-db :memory:
      payin-mcp run session.payin
      payin-mcp replay session.payin

      退出状态：与服务器相同；文件无法写入为 3，结束时未能写出为 4，服务器无法启动为 5。
      """))

  private static let signals = [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2]

  @Option(
    name: .shortAndLong,
    help: .text("The file; an old one is replaced.", "输出文件；已有文件将被替换。"))
  var output = "payin-mcp-record.payin"

  @Argument(
    parsing: .postTerminator,
    help: .text("The server and its arguments, after --.", "服务器及其参数，写在 -- 之后。"))
  var command: [String]

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard !command.isEmpty else {
      throw ValidationError(
        localized(
          "Name the server after --: payin-mcp record -- payin-mcp", "请在 -- 之后写出服务器：payin-mcp record -- payin-mcp"))
    }
  }

  func run() throws {
    signal(SIGXFSZ, SIG_IGN)
    let file = RecordingFile(path: output)
    do throws(RecordingFile.WriteError) {
      try file.check()
    } catch {
      let reason = localized(error.reason.english, error.reason.chinese)
      StandardError.write(
        localized("payin-mcp record: cannot write \(output): \(reason)", "payin-mcp record：无法写入 \(output)：\(reason)"))
      throw ExitStatus.configuration
    }
    let environment = ProcessInfo.processInfo.environment
    let recording = Recording(command: command, environment: environment, file: file)
    var log = SessionLog()
    let exit = try forward(environment, &log)
    let isWritten = recording.write(log, exit)
    switch exit {
    case .status(0) where !isWritten: _exit(ExitStatus.output.rawValue)
    case .status(let status): _exit(status)
    case .signal(let number): TerminationSignals.terminate(by: number)
    }
  }

  private func forward(_ environment: [String: String], _ log: inout SessionLog) throws -> ServerProcess.Exit {
    let honoured = Self.signals.filter { !TerminationSignals.isIgnored($0) }
    let inherited = [SIGPIPE, SIGXFSZ].filter { !TerminationSignals.isIgnored($0) }
    signal(SIGPIPE, SIG_IGN)
    let watched = honoured + [SIGCHLD, TerminationSignals.parentDeath]
    TerminationSignals.block(watched)
    let watch = ParentWatch()
    do throws(ServerProcess.SpawnError) {
      let session = try ForwardedSession(
        command, environment: environment, signals: watched, resetting: inherited)
      return session.run { direction, bytes in
        if let bytes { log.feed(direction, bytes) } else { log.end(direction) }
      } act: { number in
        guard number == TerminationSignals.parentDeath else { return .forward }
        return watch?.hasEnded() == true ? .endInput : .ignore
      }
    } catch {
      let reason = String(cString: strerror(error.number))
      StandardError.write(
        localized(
          "payin-mcp record: cannot start \(error.program): \(reason)",
          "payin-mcp record：无法启动 \(error.program)：\(reason)"))
      throw ExitStatus.unreachable
    }
  }
}
