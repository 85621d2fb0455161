import ArgumentParser
import Glibc
import JSONRPC

/// The command line. A class of failure has an exit status of its own, so that scripts can tell them apart.
@main
struct PayInMCP: ParsableCommand {
  /// The version of this program. It stands nowhere else.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "payin-mcp",
    abstract: localized("An MCP server for PayIn crypto payments.", "用于 PayIn 加密货币收款的 MCP 服务器。"),
    discussion: localized(
      """
      Without a subcommand it serves MCP on stdin and stdout, as an MCP client starts it. Without PAYIN_API_KEY it works \
      on an embedded sandbox. The key is read from the environment or a configuration file, never from a flag.

      payin-mcp demo
      payin-mcp call create_order orderReference=invoice-1 amount=49.99 currency=USDT chainId=tron-nile
      payin-mcp config --client claude-code --write
      """,
      """
      不带子命令时在 stdin 和 stdout 上提供 MCP 服务，由 MCP 客户端启动。未设置 PAYIN_API_KEY 时使用内置沙盒。密钥只从环境变量或配置文件读取，不接受命令行参数。

      payin-mcp demo
      payin-mcp call create_order orderReference=invoice-1 amount=49.99 currency=USDT chainId=tron-nile
      payin-mcp config --client claude-code --write
      """),
    version: version,
    subcommands: [
      ServeCommand.self, CallCommand.self, ToolsCommand.self, RunCommand.self, RecordCommand.self, ReplayCommand.self,
      SandboxCommand.self, DemoCommand.self, ConfigCommand.self, DoctorCommand.self, VerifyWebhookCommand.self,
      ListenCommand.self, TriggerCommand.self, ExportCommand.self, JournalCommand.self, VersionCommand.self,
    ],
    defaultSubcommand: ServeCommand.self)

  static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  static func main() {
    StandardStreams.openMissing()
    do {
      let arguments = CommandText.arguments
      // Most clients give no argument, and the parser alone takes 13 % of the time until the first answer.
      if arguments.isEmpty { try ServeCommand.serve() }
      if let message = UnknownCommand.message(arguments) {
        StandardError.write(withoutSecrets(message))
        throw ExitStatus.usage
      }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      leave(after: error)
    }
  }

  /// Help and version are results and go to stdout; messages about errors go to stderr.
  private static func leave(after error: any Error) -> Never {
    if let status = error as? ExitStatus { _exit(status.rawValue) }
    guard exitCode(for: error).isSuccess else {
      StandardError.write(withoutSecrets(fullMessage(for: error)))
      _exit(ExitStatus.usage.rawValue)
    }
    let text = fullMessage(for: error)
    if !text.isEmpty { StandardOutput.write(text + "\n") }
    _exit(0)
  }

  /// A key given as an argument by mistake must not get into the client's log as well. Arguments are quoted in messages.
  static func withoutSecrets(_ message: String) -> String {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.map { $0.contains("pk_") || $0.contains("whsec_") ? "…" : $0 }.joined(separator: "'")
  }
}

/// The exit status of a failed run. Zero is success; a signal ends the process by itself.
enum ExitStatus: Int32, Error {
  /// A tool failed, an expectation did not hold, or a check found a fault.
  case failure = 1
  case usage = 2
  case configuration = 3
  /// A server's output was no protocol, or standard output cannot be written.
  case output = 4
  /// The API or the server cannot be reached, or has not answered in time.
  case unreachable = 5
}
