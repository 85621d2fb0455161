package import MCP
package import PayIn

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
      ignoring: { tool, name, value in UnknownArgument.isIgnored(name, value, by: tool) },
      absence: { name in selection.absence(of: name)?.rendered(in: context.configuration.language) },
      masking: { name in KeyPattern.occurs(in: name) ? "…" : context.reader.secrets.redact(name) })
  }

  /// The tools with the resources, prompts and completions. All use one context, so that waits and subscriptions share
  /// their polls.
  ///
  /// Throws as `catalogue` does.
  package static func contents(_ context: ToolContext) throws -> ServerContents {
    let catalogue = try catalogue(context)
    let configuration = context.configuration
    let features = ServerFeatures(
      resources: try PayInResources.catalogue(context),
      prompts: PayInPrompts.all(in: configuration.language, listed: Set(catalogue.tools.map(\.name))),
      completions: PayInCompletions.catalogue(configuration.mode),
      apps: [OrderCard.page], hasTasks: catalogue.tools.contains { $0.taskPolicy != nil })
    return ServerContents(catalogue: catalogue, features: features)
  }

  /// The capabilities that the contents have.
  package static let capabilities: ServerCapabilities = [.resources, .prompts, .completions, .apps, .tasks]

  /// Throws `ConfigurationError` if the operator's list of tools cannot be used. It is called at the start, long before
  /// the tools are needed.
  package static func checkSelection(_ configuration: Configuration) throws(ConfigurationError) {
    _ = try ToolSelection(configuration)
  }
}
