import Synchronization

/// How many requests of a kind a server of a test has seen.
final class HTTPMethodCount: Sendable {
  private let methods = Mutex<[String]>([])

  func add(_ method: String) {
    methods.withLock { $0.append(method) }
  }

  var writes: Int { methods.withLock { $0.filter { $0 != "GET" }.count } }
}
