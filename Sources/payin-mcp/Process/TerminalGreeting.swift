import Glibc
import PayIn

/// What a person reads who starts the server in a terminal, where a client would be expected.
enum TerminalGreeting {
  /// Writes to standard error if standard input is a terminal.
  static func write(_ configuration: Configuration) {
    guard isatty(STDIN_FILENO) == 1 else { return }
    StandardError.write(text(configuration))
  }

  private static func text(_ configuration: Configuration) -> String {
    let commands = commands.map { command, text in
      "  payin-mcp \(command)\(String(repeating: " ", count: max(1, 24 - command.count)))\(text)"
    }
    return """
      \(introduction)
      \(place(configuration))

      \(commands.joined(separator: "\n"))

      \(localized("Ctrl-D ends it.", "按 Ctrl-D 结束。"))
      """
  }

  private static let introduction = localized(
    """
    payin-mcp \(PayInMCP.version), an MCP server for PayIn crypto payments.
    It waits for JSON-RPC messages on standard input, one per line, as an MCP client sends them.
    """,
    """
    payin-mcp \(PayInMCP.version)，用于 PayIn 加密货币收款的 MCP 服务器。
    正在等待标准输入中的 JSON-RPC 消息，每行一条，通常由 MCP 客户端发送。
    """)

  /// The network that calls are sent to. The sandbox inside opens its port at the first call, so there is no address to show yet.
  private static func place(_ configuration: Configuration) -> String {
    if let url = configuration.baseURL {
      return localized(
        "Calls go to \(url.host) (\(configuration.mode.rawValue)).", "调用发往 \(url.host)（\(configuration.mode.rawValue)）。"
      )
    }
    return localized(
      """
      Without PAYIN_API_KEY calls go to a sandbox inside it, which starts at the first call and costs nothing. For a
      dashboard in the browser, open one of its own: payin-mcp sandbox
      """,
      """
      未设置 PAYIN_API_KEY，调用发往内置沙盒，它在首次调用时启动，不产生费用。
      要在浏览器中查看控制台，请另外启动：payin-mcp sandbox
      """)
  }

  /// The commands that this program has, with what they are for.
  private static var commands: [(command: String, text: String)] {
    let all = [
      ("demo", localized("play a whole story and check every answer", "演示完整流程并检查每个应答")),
      (
        "config --client NAME",
        localized("connect a client, such as claude-code or cursor", "连接客户端，例如 claude-code 或 cursor")
      ),
      ("sandbox", localized("serve the API and a dashboard on this machine", "在本机提供 API 和控制台")),
      ("call TOOL name=value", localized("call one tool from the shell", "在命令行中调用一个工具")),
      ("run FILE", localized("play a script of requests and check the answers", "执行请求脚本并检查应答")),
      ("doctor", localized("check settings, network and clients", "检查设置、网络和客户端")),
      ("--help", localized("list everything", "列出全部命令")),
    ]
    return all.filter { $0.0.hasPrefix("-") || PayInMCP.commandNames.contains(String($0.0.prefix { $0 != " " })) }
  }
}
