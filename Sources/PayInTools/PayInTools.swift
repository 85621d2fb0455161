package import MCP
import PayIn

/// The entry point of this target: the tools, resources and prompts of the server.
package enum PayInTools {
  /// The chosen tools, in the order of their declarations.
  ///
  /// Throws `ConfigurationError` if the operator's list of tools cannot be used. Everything else is a defect of the
  /// build: a definition in the binary is unsound.
  package static func catalogue(_ context: ToolContext) throws -> ToolCatalogue {
    let selection = try ToolSelection(context.configuration)
    let texts = try ToolTexts(in: context.configuration.language)
    return try ToolCatalogue(
      tools: selection.tools.map { tool in
        try CallPipeline(tool: tool, context: context, selection: selection).published(texts)
      },
      refuse: { tool, violations in CallPipeline.refusal(of: violations, tool, context) },
      interrupted: { tool, hasSent in CallPipeline.interruption(of: tool, hasSent: hasSent, context) },
      ignoring: { tool, name, value in UnknownArgument.isIgnored(name, value, by: tool) })
  }

  /// The resources, prompts and completions. They use the context of the tools, so that waits and subscriptions share
  /// their polls.
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
