package import MCP
import PayIn

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
