import JSON
import MCP
import Synchronization

extension ResourceCatalogue {
  private static let watched = "test://watched-resource"

  static func test(_ changes: ResourceChanges) -> ResourceCatalogue {
    ResourceCatalogue(
      resources: [
        Resource(
          uri: "test://static-text", name: "static-text", title: "Text", description: "A text that never changes.",
          mimeType: "text/plain"),
        Resource(
          uri: "test://static-binary", name: "static-binary", title: "Picture",
          description: "A picture that never changes.", mimeType: "image/png"),
        Resource(
          uri: watched, name: "watched-resource", title: "Watched", description: "A text that can be watched.",
          mimeType: "text/plain"),
      ],
      templates: [
        ResourceTemplate(
          uriTemplate: "test://template/{id}/data", name: "template", title: "Template",
          description: "An object for each id.", mimeType: "application/json")
      ],
      read: { uri throws(ResourceFailure) in try contents(of: uri) },
      watch: { uri in uri == watched ? changes.stream() : nil })
  }

  private static func contents(of uri: String) throws(ResourceFailure) -> ResourceContents {
    switch uri {
    case "test://static-text":
      return ResourceContents(text: "The text of a resource.", mimeType: "text/plain", caching: .catalogue)
    case "test://static-binary":
      return ResourceContents(blob: Samples.picture, mimeType: "image/png", caching: .catalogue)
    case watched:
      return ResourceContents(text: "The text of a watched resource.", mimeType: "text/plain", caching: .live)
    default:
      guard let id = ResourceURI(uri)?.matches("test://template/{id}/data")?["id"] else { throw .unknown }
      let object: JSONValue = ["id": .string(id), "templateTest": true, "data": .string("Data for ID: \(id)")]
      return ResourceContents(text: object.description, mimeType: "application/json", caching: .live)
    }
  }
}

/// Tells those who watch a resource that it has changed.
final class ResourceChanges: Sendable {
  private struct State {
    var next = 0
    var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let state = Mutex(State())

  func stream() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let watcher = state.withLock { state in
      state.next += 1
      state.watchers[state.next] = continuation
      return state.next
    }
    continuation.onTermination = { [weak self] _ in self?.forget(watcher) }
    return stream
  }

  func announce() {
    let watchers = state.withLock { Array($0.watchers.values) }
    for watcher in watchers { watcher.yield() }
  }

  private func forget(_ watcher: Int) {
    state.withLock { $0.watchers[watcher] = nil }
  }
}
