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
        to: tools.filter { selection.names.contains($0.name) }.map(selection.hidingUnlistedSteps).sorted {
          position[$0.name] ?? .max < position[$1.name] ?? .max
        }),
      refuse: { tool, violations in
        ToolFailure.result(
          of: violations.map(InvalidArguments.Problem.init), omitted: violations.omitted,
          operations[tool.name] ?? .health, for: context.reader)
      },
      interrupted: { tool, hasSent in
        interruption(operations[tool.name] ?? .health, hasSent, context)
      },
      ignoring: { tool, name, value in UnknownArgument.isIgnored(name, value, by: tool) })
  }

  /// A write that was sent may have taken effect; one that only looked has done nothing, and sends nothing any more.
  private static func interruption(_ operation: Operation, _ hasSent: Bool, _ context: ToolContext) -> ToolResult {
    ToolFailure.result(
      of: .interrupted(operation, hasSent: hasSent, checksDuplicates: context.configuration.checksDuplicates),
      for: context.reader)
  }
}

extension PayInTools {
  /// What is offered beside the tools, from the same context, so that waits and subscriptions share their looks.
  ///
  /// Throws if a definition in the binary is unsound: a defect of the build.
  package static func features(_ context: ToolContext, _ catalogue: ToolCatalogue) throws -> ServerFeatures {
    let configuration = context.configuration
    return ServerFeatures(
      resources: try PayInResources.catalogue(context),
      prompts: PayInPrompts.all(in: configuration.language, listed: Set(catalogue.tools.map(\.name))),
      completions: PayInCompletions.catalogue(configuration.mode))
  }
}
