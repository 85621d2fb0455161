import JSONRPC

/// Long computing on a thread of its own: the pool that tests run on has few, and other tests wait there for answers
/// that have a deadline.
package enum OwnThread {
  package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      POSIXThread.start { continuation.resume(with: Result { try body() }) }
    }
  }
}
