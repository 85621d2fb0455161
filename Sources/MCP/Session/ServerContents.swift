import JSON

/// What a server has for its clients: the tools, and what stands beside them.
package struct ServerContents: Sendable {
  package let catalogue: ToolCatalogue
  package let features: ServerFeatures

  package init(catalogue: ToolCatalogue, features: ServerFeatures = ServerFeatures()) {
    self.catalogue = catalogue
    self.features = features
  }
}

/// The features of the server beside its tools. A feature that is nil is not declared, and its methods do not exist.
package struct ServerFeatures: Sendable {
  package var resources: ResourceCatalogue?
  /// The prompts in the order they are listed; names are unique.
  package var prompts: [Prompt]?
  package var completions: CompletionCatalogue?
  /// The pages for clients that declare MCP Apps. They need the resources, by which they are read.
  package var apps: [AppPage]
  /// Whether calls of some tools may become tasks.
  package var hasTasks: Bool

  package init(
    resources: ResourceCatalogue? = nil, prompts: [Prompt]? = nil, completions: CompletionCatalogue? = nil,
    apps: [AppPage] = [], hasTasks: Bool = false
  ) {
    self.resources = resources
    self.prompts = prompts
    self.completions = completions
    self.apps = apps
    self.hasTasks = hasTasks
  }

  package var capabilities: ServerCapabilities {
    var capabilities: ServerCapabilities = []
    if resources != nil { capabilities.insert(.resources) }
    if prompts != nil { capabilities.insert(.prompts) }
    if completions != nil { capabilities.insert(.completions) }
    if !apps.isEmpty { capabilities.insert(.apps) }
    if hasTasks { capabilities.insert(.tasks) }
    return capabilities
  }

  func prompt(named name: String) -> Prompt? {
    prompts?.first { $0.name.hasSameBytes(as: name) }
  }
}

/// The contents as a session uses them, with what it remembers of them. They are made when they are first asked for:
/// their files and schemas took a third of the time in which a handshake was answered.
final class SessionContents {
  let catalogue: ToolCatalogue
  let features: ServerFeatures
  var lists: ListCache
  var completer: Completer

  init(_ contents: ServerContents, _ settings: SessionSettings) {
    catalogue = contents.catalogue
    features = contents.features
    lists = ListCache(tools: catalogue.tools, features: features, pageSize: settings.listPageSize)
    completer = Completer(features, now: settings.now())
  }
}

@available(*, unavailable)
extension SessionContents: Sendable {}
