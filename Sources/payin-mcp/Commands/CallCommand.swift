import ArgumentParser
import Glibc
import JSON
import MCP
import PayIn
import PayInTools

/// Calls one tool and writes its result: the server as a command for scripts and for people at a terminal.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: localized("Call one tool and print its result.", "调用一个工具并输出其结果。"),
    usage: "payin-mcp call TOOL [name=value …] [options]",
    discussion: localized(
      """
      payin-mcp call create_order orderReference=invoice-1 amount=10.50 currency=USDT chainId=ethereum-sepolia
      payin-mcp call list_orders --status pending --output table
      echo '{"orderId": "ord_…"}' | payin-mcp call get_order --json -

      Arguments are written name=value or --name value. name:=JSON gives any JSON; a list is written between commas, or \
      its name repeated. `call TOOL --help` shows what a tool takes, `payin-mcp tools --all` lists the tools.

      Exit status: 0 done, 1 the tool failed, 2 wrong arguments, 3 wrong settings, 4 the server broke the protocol, \
      5 the API cannot be reached or has not answered in time, or a wait ended without a change. A failure's reason is on stderr, and with --output json its \
      error object on stdout.
      """,
      """
      payin-mcp call create_order orderReference=invoice-1 amount=10.50 currency=USDT chainId=ethereum-sepolia
      payin-mcp call list_orders --status pending --output table
      echo '{"orderId": "ord_…"}' | payin-mcp call get_order --json -

      参数写作 name=value 或 --name value。name:=JSON 可给出任意 JSON；列表以逗号分隔，或重复其名称。`call TOOL --help` \
      显示工具的参数，`payin-mcp tools --all` 列出全部工具。

      退出状态：0 完成，1 工具失败，2 参数有误，3 设置有误，4 服务器违反协议，5 API 无法连接或未及时应答，或等待结束而没有变化。失败原因写到 stderr；\
      使用 --output json 时，错误对象写到 stdout。
      """),
    helpNames: [])

  @Argument(
    help: .text("The tool's name. Without it the tools are listed.", "工具名称。省略时列出工具。"),
    completion: .list(ToolOverview.all.map(\.name)))
  var tool: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      stringLiteral: localized(
        "The tool's arguments: name=value, name:=JSON, --name value.", "工具的参数：name=value、name:=JSON、--name value。")))
  var words: [String] = []

  @Option(
    help: .text(
      "Arguments as one JSON object, or - to read it from standard input; others replace its members.",
      "以一个 JSON 对象给出参数，或用 - 从标准输入读取；其他参数会替换其成员。"))
  var json: String?

  @Option(
    help: .text(
      """
      json: the result's data, on one line in a pipe. text: the summary, and the rows of a list. table: rows, or names \
      and values. (default: text on a terminal, json elsewhere)
      """,
      "json：结果数据，在管道中为一行。text：摘要及列表各行。table：各行，或名称与值。（默认：终端为 text，其他为 json）"))
  var output: OutputFormat?

  @Flag(name: .shortAndLong, help: .text("No progress and no notes on stderr.", "stderr 上不显示进度和说明。"))
  var quiet = false

  @Flag(
    name: .shortAndLong, help: .text("Show what the tool takes; without a tool, this help.", "显示工具的参数；未指定工具时显示本帮助。"))
  var help = false

  @Option(help: .text("File of the embedded sandbox, or :memory:.", "内置沙盒的文件，或 :memory:。"))
  var sandboxDB: String?

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    guard let tool else { return try showTools() }
    if help, let found = try ToolDirectory(overrides: options.overrides)[tool] {
      return StandardOutput.write(ToolText(found).text)
    }
    let called = try CalledTool(tool, overrides: options.overrides, sandboxFile: sandboxDB)
    let report = CallReport(format: output, isQuiet: quiet)
    let schema = called.tool.definition["inputSchema"] ?? [:]
    let arguments = try ArgumentReading(json: json, words: words).arguments(for: schema)
    if let refusal = called.refusal(of: arguments) { throw report.fail(refusal) }
    try CallSession(called: called, report: report, sandboxFile: sandboxDB).run(arguments)
  }

  private func showTools() throws {
    if help { return StandardOutput.write(PayInMCP.helpMessage(for: Self.self) + "\n") }
    let listing = ToolListing(try ToolDirectory(overrides: options.overrides), all: false)
    StandardOutput.write(
      localized(
        "Tools, to be called with `payin-mcp call NAME name=value …`:\n",
        "工具列表，调用方式：`payin-mcp call NAME name=value …`：\n")
        + listing.brief)
  }
}
