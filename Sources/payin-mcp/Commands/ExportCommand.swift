import ArgumentParser
import FoundationEssentials
import Glibc
import PayIn
import PayInTools
import Script

/// Writes a program for production that uses the API directly, for one of the flows that most shops need.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: localized("Write code for production: a flow in a programming language.", "写出用于生产的代码：一个流程，一种语言。"),
    discussion: localized(
      """
      Without FLOW it lists the flows. The program reads PAYIN_API_KEY and PAYIN_BASE_URL; no key is in it. Its comments \
      are in the language of --lang, and its host is that of the settings. The tool export_code also exports the calls of \
      a session.

      payin-mcp export
      payin-mcp export order_checkout --language typescript
      payin-mcp export webhook_handler --language go -o webhook_handler.go

      Exit status: 0 written, 1 the file could not be written or is there already, 2 usage, 3 configuration, 4 \
      stdout could not be written.
      """,
      """
      不带 FLOW 时列出各流程。程序从 PAYIN_API_KEY 和 PAYIN_BASE_URL 读取设置，其中不含密钥。注释使用 --lang 的语言，主机取自当前设置。工具 \
      export_code 还可导出一次会话中的调用。

      payin-mcp export
      payin-mcp export order_checkout --language typescript
      payin-mcp export webhook_handler --language go -o webhook_handler.go

      退出状态：0 已写出，1 文件无法写入或已存在，2 用法有误，3 配置有误，4 无法写入 stdout。
      """))

  private static let flows = ExportFlow.allCases.filter { $0 != .session }

  @Argument(
    help: .text("The flow; the names are listed without it.", "流程名称；不带此项时列出所有名称。"),
    completion: .list(flows.map(\.rawValue)))
  var flow: String?

  @Option(
    help: .text("curl, typescript, python, php or go.", "curl、typescript、python、php 或 go。"))
  var language: ExportLanguage?

  @Option(
    name: .shortAndLong, help: .text("The file; - or none for stdout.", "输出文件；- 或省略表示 stdout。"),
    completion: .file())
  var output: String?

  @Flag(help: .text("Replace the file if it is there.", "文件已存在时替换。"))
  var force = false

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    guard let name = flow else {
      try checkThatNothingIsWritten()
      return StandardOutput.write(FlowListing.text(Self.flows))
    }
    guard let flow = Self.flows.first(where: { $0.rawValue == name.replacing("-", with: "_") }) else {
      throw FlowListing.reportUnknown(name, Self.flows)
    }
    // The file of settings is the same for every language.
    guard let language = language ?? (flow == .environment ? .curl : nil) else {
      throw ValidationError(
        localized(
          "Missing --language: \(Self.languages). payin-mcp export \(flow.rawValue) --language python",
          "缺少 --language：\(Self.languages)。payin-mcp export \(flow.rawValue) --language python"))
    }
    let program = ExportedProgram(flow, in: language, for: try target())
    guard let output, output != "-" else { return StandardOutput.write(program.text) }
    try write(program, to: output)
  }

  /// The list of flows is no program, so nothing that is asked of one can be done, and a mistake in the settings is said.
  private func checkThatNothingIsWritten() throws {
    guard language == nil, output == nil, !force else {
      throw ValidationError(
        localized(
          "Missing FLOW: \(Self.flowNames). payin-mcp export order_checkout --language python",
          "缺少 FLOW：\(Self.flowNames)。payin-mcp export order_checkout --language python"))
    }
    _ = try target()
  }

  private static let flowNames = flows.map(\.rawValue).joined(separator: ", ")
  private static let languages = ExportLanguage.allCases.map(\.rawValue).joined(separator: ", ")

  private func target() throws -> ExportTarget {
    let environment = ProcessInfo.processInfo.environment
    let configuration = try ServeCommand.reportingErrors {
      try Configuration.load(environment: environment, overrides: options.overrides)
    }
    return ExportTarget(configuration.mode, baseURL: configuration.baseURL, language: CommandText.language)
  }

  private func write(_ program: ExportedProgram, to path: String) throws(ExitStatus) {
    let file = RecordingFile(path: path)
    do throws(RecordingFile.WriteError) {
      if force { try file.check() }
      try file.write(program.text, replaces: force)
    } catch {
      let hint = error.number == EEXIST && !force ? localized(" (--force replaces it)", "（--force 可替换）") : ""
      let reason = localized("\(error.reason.english)", "\(error.reason.chinese)")
      StandardError.write(
        localized("payin-mcp: cannot write \(path): \(reason)\(hint)", "payin-mcp：无法写入 \(path)：\(reason)\(hint)"))
      throw .failure
    }
    let run = program.run(savedAs: path)
    StandardError.write(localized("\(path) is written. Run it: \(run)", "已写入 \(path)。运行：\(run)"))
  }
}

extension ExportLanguage: ExpressibleByArgument {
  init?(argument: String) {
    self.init(rawValue: argument.lowercased())
  }
}
