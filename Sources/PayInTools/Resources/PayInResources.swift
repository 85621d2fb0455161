import JSON
import MCP
import PayIn

/// The resources that can be read by address: the same objects that tools return, and the guide.
enum PayInResources {
  static let guideTemplate = "payin://guide/{topic}"

  /// Throws if a definition in the binary is unsound: a defect of the build.
  static func catalogue(_ context: ToolContext) throws -> ResourceCatalogue {
    let live = try LiveResource.all(context)
    let topics = GuideTopic.all(in: context.configuration.language)
    let language = context.configuration.language
    return ResourceCatalogue(
      resources: live.filter { $0.argument == nil }.map { $0.listed(in: language) } + topics.map(\.resource),
      templates: live.filter { $0.argument != nil }.map { $0.template(in: language) } + [guide(in: language)],
      read: { uri throws(ResourceFailure) in
        guard let address = ResourceURI(uri) else { throw .unknown }
        if let topic = address.matches(guideTemplate)?["topic"] { return try contents(of: topic, in: language) }
        for resource in live {
          guard let values = address.matches(resource.address) else { continue }
          return try await resource.read(values, language)
        }
        throw .unknown
      },
      watch: { uri throws(ResourceFailure) in
        guard let address = ResourceURI(uri) else { throw .unknown }
        if let topic = address.matches(guideTemplate)?["topic"] { _ = try contents(of: topic, in: language) }
        return live.lazy.compactMap { resource in
          address.matches(resource.address).flatMap { resource.watch?($0) }
        }.first
      })
  }

  private static func contents(
    of topic: String, in language: Language
  ) throws(ResourceFailure) -> ResourceContents {
    guard let topic = GuideTopic.named(topic, in: language) else { throw .unknown }
    return ResourceContents(text: topic.markdown, mimeType: GuideTopic.mimeType, caching: .catalogue)
  }

  private static func guide(in language: Language) -> ResourceTemplate {
    let title = LocalizedText("Guide", "指南")
    let description = LocalizedText("One topic of the PayIn guide.", "PayIn 指南的一个主题。")
    return ResourceTemplate(
      uriTemplate: guideTemplate, name: "guide", title: title.rendered(in: language),
      description: description.rendered(in: language),
      mimeType: GuideTopic.mimeType)
  }
}

extension GuideTopic {
  fileprivate static let mimeType = "text/markdown"

  fileprivate var resource: Resource {
    Resource(uri: uri, name: "guide-\(name)", title: title, description: summary, mimeType: Self.mimeType)
  }
}
