import MCP
import Synchronization

/// Resources that a test changes: `shelf://books/{id}`, of which `shelf://books/last` never does and
/// `shelf://books/lost` does not exist.
final class BookResources: Sendable {
  private typealias Watcher = AsyncStream<Void>.Continuation

  private struct State {
    var watchers: [Int: (uri: String, watcher: Watcher)] = [:]
    var opened = 0
  }

  private let state = Mutex(State())
  private let endings: AsyncStream<String>
  private let ended: AsyncStream<String>.Continuation

  init() {
    (endings, ended) = AsyncStream.makeStream()
  }

  var features: ServerFeatures {
    ServerFeatures(resources: .make(watch: { [self] uri throws(ResourceFailure) in try watch(uri) }))
  }

  /// The number of watches that were started.
  var openedCount: Int { state.withLock { $0.opened } }

  private func watch(_ uri: String) throws(ResourceFailure) -> AsyncStream<Void>? {
    if uri == "shelf://books/lost" { throw .unknown }
    if uri == "shelf://books/last" || uri == "shelf://guide" { return nil }
    let (stream, watcher) = AsyncStream<Void>.makeStream()
    let number = state.withLock { state in
      state.opened += 1
      state.watchers[state.opened] = (uri, watcher)
      return state.opened
    }
    watcher.onTermination = { [self] _ in
      state.withLock { $0.watchers[number] = nil }
      ended.yield(uri)
    }
    return stream
  }

  func change(_ uri: String, times: Int = 1) {
    for watcher in watchers(of: uri) {
      for _ in 1...times { watcher.yield() }
    }
  }

  /// Nothing will change there any more.
  func close(_ uri: String) {
    for watcher in watchers(of: uri) { watcher.finish() }
  }

  /// The addresses that are no longer watched, in the order in which the watches ended.
  func nextEnding() async -> String? {
    for await uri in endings { return uri }
    return nil
  }

  private func watchers(of uri: String) -> [Watcher] {
    state.withLock { state in state.watchers.values.filter { $0.uri == uri }.map(\.watcher) }
  }
}
