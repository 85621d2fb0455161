import JSONSchema
package import MCP
import PayIn

/// All tools of this server, ready to be listed and called.
package enum PayInTools {
  static func rows(sandbox: Bool) -> [ToolRow] {
    OrderTools.rows + [OrderStatisticsTool.row] + DepositTools.rows + DepositTools.further + PaymentLinkTools.rows
      + PaymentLinkTools.reads + PaymentLinkTools.changes + AddressPoolTools.rows + (sandbox ? SandboxTools.rows : [])
  }

  /// Throws `ConfigurationError` if the operator's list of tools cannot be used. Everything else is a defect of the
  /// build: a definition in the binary is unsound.
  package static func catalogue(_ context: ToolContext) throws -> ToolCatalogue {
    let language = context.configuration.language
    let selection = try ToolSelection(context.configuration)
    let rows = rows(sandbox: context.configuration.mode == .sandbox).filter { selection.names.contains($0.name) }
    let operations = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.operation) })
    let position = Dictionary(uniqueKeysWithValues: ToolFile.names.enumerated().map { ($1, $0) })
    let tools =
      try rows.map { try $0.tool(context) } + WebhookTools.tools(context)
      + WaitTools.tools(context)
      + [StatusTool.tool(context, selection), AssetTool.tool(context), SearchTool.tool(context)]
    return try ToolCatalogue(
      tools: ToolTexts(in: language).applied(
        to: tools.filter { selection.names.contains($0.name) }.map(selection.advising).sorted {
          position[$0.name] ?? .max < position[$1.name] ?? .max
        }),
      refuse: { tool, violations in
        ToolFailure.result(
          of: violations.map(InvalidArguments.Problem.init), omitted: violations.omitted,
          operations[tool.name] ?? .health, in: language)
      },
      interrupted: { tool, hasStarted in
        interruption(operations[tool.name] ?? .health, hasStarted, in: language)
      })
  }

  /// A write that was running may have been sent; who waits in line was not.
  private static func interruption(_ operation: Operation, _ hasStarted: Bool, in language: Language) -> ToolResult {
    ToolFailure.result(
      of: PayInError(
        .shuttingDown, operation, outcome: hasStarted ? .unknown : .notSent,
        retry: hasStarted && operation.kind == .create ? .unsafe : .safe), in: language)
  }
}
