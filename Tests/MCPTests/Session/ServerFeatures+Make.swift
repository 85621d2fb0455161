import MCP
import Synchronization

extension ServerFeatures {
  static let test = ServerFeatures(resources: .make(), prompts: [.greeting], completions: .test)
}

extension ResourceCatalogue {
  /// `shelf://guide` never changes; `shelf://books/{id}` stands for what the account holds.
  static func make(
    read: @escaping Read = readBook, watch: @escaping Watch = { _ in nil }
  ) -> ResourceCatalogue {
    ResourceCatalogue(
      resources: [.make("shelf://guide")], templates: [.make("shelf://books/{id}")], read: read, watch: watch)
  }

  static let readBook: Read = { uri throws(ResourceFailure) in
    switch uri {
    case "shelf://guide": return ResourceContents(text: "# Guide\n", mimeType: "text/markdown", caching: .catalogue)
    case "shelf://books/1": return ResourceContents(text: "{}", mimeType: "application/json", caching: .live)
    case "shelf://books/torn": throw .unavailable("the shelf cannot be reached")
    default: throw .unknown
    }
  }
}

extension Resource {
  static func make(_ uri: String) -> Resource {
    Resource(uri: uri, name: "name of \(uri)", title: "Title", description: "Text.", mimeType: "text/markdown")
  }
}

extension ResourceTemplate {
  static func make(_ uriTemplate: String) -> ResourceTemplate {
    ResourceTemplate(
      uriTemplate: uriTemplate, name: "name of \(uriTemplate)", title: "Title", description: "Text.",
      mimeType: "application/json")
  }
}

extension Prompt {
  static func make(_ name: String, arguments: [Argument] = [], fill: @escaping Fill = { _ in [] }) -> Prompt {
    Prompt(name: name, title: "Title", description: "About \(name).", arguments: arguments, fill: fill)
  }

  /// Says which arguments it was given.
  static let greeting = make(
    "greeting",
    arguments: [
      Argument(name: "who", title: "Who", description: "A name.", isRequired: true),
      Argument(name: "tone", title: "Tone", description: "A tone."),
    ]
  ) { arguments in
    let given = arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return [
      PromptMessage(role: .user, text: given.joined(separator: ";")), PromptMessage(role: .assistant, text: "Hi"),
    ]
  }
}

extension CompletionCatalogue {
  /// `tone` depends on `who`; `id` has more candidates than fit.
  static let test = CompletionCatalogue([
    .prompt("greeting"): ["tone": { context in ["Warm", "wary", "cold"] + context.values.sorted() }],
    .resource("shelf://books/{id}"): ["id": { _ in (0..<250).map { "book-\($0)" } }],
  ])
}

/// Counts calls.
final class Counter: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }

  func increase() {
    state.withLock { $0 += 1 }
  }
}
