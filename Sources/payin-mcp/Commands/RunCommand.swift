import ArgumentParser
import Glibc
import Script
import Threads

/// Runs scripted sessions and reports what differs from what they expect.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: localized("Run scripted sessions with an MCP server.", "运行与 MCP 服务器的脚本会话。"),
    discussion: localized(
      """
      A script is a text file: lines of JSON-RPC are sent as they are, other lines are directives such as call, expect \
      and capture. Each script runs against this program on a sandbox of its own, so nothing is needed and nothing costs \
      money. docs/scripts.md explains the format.

      payin-mcp run tests/ --jobs 4
      echo 'call get_status' | payin-mcp run -
      payin-mcp run checkout.payin --server 'python3 server.py'

      Exit status: 0 everything held, 1 an expectation did not hold, 2 a wrong command line or script, 3 wrong settings, \
      4 the server broke the protocol, 5 it does not run or did not answer in time.
      """,
      """
      脚本是文本文件：JSON-RPC 的行原样发送，其余的行是 call、expect、capture 等指令。每个脚本在本程序自带的独立沙盒中运行，无需任何准备，也不花钱。格式见 docs/scripts.md。

      payin-mcp run tests/ --jobs 4
      echo 'call get_status' | payin-mcp run -
      payin-mcp run checkout.payin --server 'python3 server.py'

      退出状态：0 全部符合，1 有预期不符，2 命令行或脚本有误，3 设置有误，4 服务器违反协议，5 服务器无法启动或超时。
      """))

  private static let jobCounts = 1...256

  @Argument(
    help: .text(
      "Scripts; a folder means every *.payin in it, - standard input.", "脚本；文件夹指其中全部 *.payin，- 指标准输入。"))
  var files: [String]

  @Option(
    help: .text(
      "Run against this stdio server instead. Quotes work as in a shell; nothing is expanded.",
      "改为对此 stdio 服务器运行。引号与 shell 相同，不做展开。"))
  var server: String?

  @Flag(
    help: .text(
      "Run against the API of the settings (PAYIN_API_KEY …). Main networks are refused.",
      "对设置中的 API（PAYIN_API_KEY 等）运行。拒绝主网。"))
  var live = false

  @Option(help: .text("How results are written.", "结果的格式。"))
  var format = ReportFormat.text

  @Flag(
    help: .text(
      "Write what came into the expectations that differ. The rest of a file stays as it is.",
      "把实际结果写入不符的预期；文件其余部分不变。"))
  var update = false

  @Option(help: .text("Scripts that run at a time.", "同时运行的脚本数。"))
  var jobs = 1

  @Option(help: .text("Only scripts whose name has this text in it.", "只运行名称含此文本的脚本。"))
  var filter: String?

  @Flag(name: .shortAndLong, help: .text("Report failures only.", "只报告失败。"))
  var quiet = false

  @Flag(name: .shortAndLong, help: .text("Show every frame on standard error.", "在标准错误上显示每一帧。"))
  var verbose = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard Self.jobCounts.contains(jobs) else {
      throw ValidationError(
        localized("--jobs must be a whole number from 1 to 256.", "--jobs 须为 1 到 256 的整数。"))
    }
    guard server == nil || !live else {
      throw ValidationError(localized("--server and --live exclude each other.", "--server 与 --live 不能同时使用。"))
    }
    guard !update || !files.contains("-") else {
      throw ValidationError(
        localized("--update cannot write to standard input.", "--update 无法写入标准输入。"))
    }
  }

  func run() throws {
    let signals = TerminationSignals()
    signal(SIGPIPE, SIG_IGN)
    let target = try target()
    let files = try scripts()
    do throws(ThreadError) {
      try signals.forEach { number in
        guard number != TerminationSignals.parentDeath else { return }
        TemporaryFolders.removeAll()
        TerminationSignals.terminate(by: number)
      }
    } catch {
      throw error.report(in: CommandText.language)
    }
    try ScriptRun(
      target: target, format: format, jobs: jobs, updates: update, isQuiet: quiet, isVerbose: verbose
    ).run(files)
  }

  private func target() throws -> ScriptTarget {
    if live { return .live }
    guard let server else { return .sandbox }
    do {
      return .command(try ShellWords.split(server))
    } catch {
      throw ValidationError(error.text)
    }
  }

  private func scripts() throws -> [String] {
    do {
      return try ScriptFiles.find(files, filter: filter)
    } catch {
      throw ValidationError(error.text)
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension ShellWords.Problem {
  fileprivate var text: String {
    switch self {
    case .openQuote(let quote): localized("--server: the quote \(quote) is not closed.", "--server：引号 \(quote) 未闭合。")
    case .nothing: localized("--server needs a command.", "--server 需要命令。")
    }
  }
}
