import FoundationEssentials
import JSON
import MCP
import PayIn
import PayInTools

/// The tool that a command line names, and the settings of the server that is to run it.
struct CalledTool {
  let tool: Tool
  let configuration: Configuration
  /// Variables that the server gets beside its environment.
  let variables: [String: String]
  private let catalogue: ToolCatalogue

  /// A tool that is only not on by default can be called; what the operator has left out on purpose cannot.
  ///
  /// Throws the exit status if there is no such tool or the settings cannot be used; the reason is then written.
  ///
  /// - Parameters:
  ///   - overrides: the values of flags, under the names of the variables they override.
  ///   - sandboxFile: the value of `--sandbox-db`.
  init(_ name: String, overrides: [String: String], sandboxFile: String?) throws {
    let environment = ProcessInfo.processInfo.environment
    (configuration, variables, catalogue) = try ServeCommand.reportingErrors {
      // Everything that would keep the server from starting, while each value still has its own source.
      let operators = try ServerSettings(
        SettingValues(environment: environment, overrides: overrides), sandboxFile: sandboxFile,
        environment: environment
      ).configuration
      var variables = overrides
      variables[ConfigurationVariable.tools.rawValue] = ToolOverview.reachable(operators.tools)
      // A confirmation token holds for one process, and every call has a server of its own.
      variables[ConfigurationVariable.confirm.rawValue] = operators.confirmation.withoutTokens.rawValue
      let configuration = try Configuration.load(environment: environment, overrides: variables)
      return (configuration, variables, try ToolDirectory.catalogue(of: configuration))
    }
    guard let tool = catalogue[name] else { throw Self.report(name, configuration) }
    self.tool = tool
  }

  /// The refusal of arguments that the tool cannot take, in the words of the server; nil if it can.
  func refusal(of arguments: JSONObject) -> ToolResult? {
    catalogue.refusal(of: arguments, for: tool)
  }

  /// Writes why a tool cannot be called, and returns the exit status.
  private static func report(_ name: String, _ configuration: Configuration) -> ExitStatus {
    guard let known = ToolOverview.named(name) else { return ToolDirectory.reportUnknown(name) }
    let reason =
      if known.set == "sandbox", configuration.mode != .sandbox {
        localized(
          "belongs to the embedded sandbox, and a PayIn API is set", "属于内置沙盒，而当前已设置 PayIn API")
      } else if known.isWrite, configuration.isReadOnly {
        localized(
          "changes something, and PAYIN_READ_ONLY (--read-only) leaves such tools out",
          "会做更改，而 PAYIN_READ_ONLY（--read-only）排除了此类工具")
      } else {
        localized("is left out by PAYIN_TOOLS (--tools)", "已被 PAYIN_TOOLS（--tools）排除")
      }
    StandardError.write(localized("payin-mcp: \(name) \(reason).", "payin-mcp: \(name) \(reason)。"))
    return .configuration
  }
}

extension ConfirmationRule {
  fileprivate var withoutTokens: ConfirmationRule {
    switch self {
    case .mainnet, .token: .mainnet
    case .always, .alwaysWithToken: .always
    }
  }
}
