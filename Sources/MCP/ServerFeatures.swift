import JSON

/// What the server offers beside its tools. What is nil is not declared, and its methods do not exist.
package struct ServerFeatures: Sendable {
  package var resources: ResourceCatalogue?
  /// In the order they are listed; names are unique.
  package var prompts: [Prompt]?
  package var completions: CompletionCatalogue?

  package init(
    resources: ResourceCatalogue? = nil, prompts: [Prompt]? = nil, completions: CompletionCatalogue? = nil
  ) {
    self.resources = resources
    self.prompts = prompts
    self.completions = completions
  }

  package var capabilities: ServerCapabilities {
    var capabilities: ServerCapabilities = []
    if resources != nil { capabilities.insert(.resources) }
    if prompts != nil { capabilities.insert(.prompts) }
    if completions != nil { capabilities.insert(.completions) }
    return capabilities
  }

  func prompt(named name: String) -> Prompt? {
    prompts?.first { $0.name.hasSameBytes(as: name) }
  }
}
